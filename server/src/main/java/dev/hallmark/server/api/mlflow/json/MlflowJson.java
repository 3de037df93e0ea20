package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.hallmark.server.api.calls.JsonFormat;
import dev.hallmark.server.api.responses.StreamedResponse;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON as in MLflow's protocol: field names in snake_case; numbers can be sent as strings, but not strings as numbers; missing fields are
 * null; empty lists are omitted from responses; NaN and infinities are strings.
 */
public final class MlflowJson {
  private static final Logger LOG = LoggerFactory.getLogger(MlflowJson.class);
  private static final int MAX_STRING_LENGTH = 24_000_000;

  public static final ObjectMapper MAPPER = JsonMapper.builder()
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // some clients send NaN without quotes
      .disable(DeserializationFeature.WRAP_EXCEPTIONS)
      .addModule(requestTypes())
      .withCoercionConfig(
          LogicalType.Boolean,
          flag -> flag.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
              .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
      .withCoercionConfig(
          LogicalType.Float,
          number -> number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
      .defaultPropertyInclusion(
          JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
      .withConfigOverride(
          List.class,
          list -> list.setInclude(JsonInclude.Value.construct(
              JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
      .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(MAX_STRING_LENGTH).build());
  }

  /** For {@link dev.hallmark.server.api.calls.IdempotentCalls}. */
  public static final JsonFormat FORMAT = new JsonFormat() {
    @Override
    public byte[] bytes(Object wire) {
      return MlflowJson.bytes(wire);
    }

    @Override
    public void write(Context ctx, Object response) {
      MlflowJson.write(ctx, response);
    }

    @Override
    public void writeText(Context ctx, String json) {
      MlflowJson.writeText(ctx, json);
    }
  };

  private static final ObjectWriter RESPONSE =
      MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private MlflowJson() {}

  private static SimpleModule requestTypes() {
    SimpleDeserializers types = new SimpleDeserializers() {
      @Override
      public JsonDeserializer<?> findBeanDeserializer(
          JavaType type, DeserializationConfig config, BeanDescription bean)
          throws JsonMappingException {
        JsonDeserializer<?> own = super.findBeanDeserializer(type, config, bean);
        return own == null && type.isRecordType() ? new RecordReader(type.getRawClass()) : own;
      }
    };
    types.addDeserializer(String.class, new ScalarReaders.OfText());
    types.addDeserializer(Long.class, new ScalarReaders.OfWhole());
    types.addDeserializer(WireEnum.class, new ScalarReaders.OfEnum());
    SimpleModule module = new SimpleModule();
    module.setDeserializers(types);
    return module;
  }

  /** Reads the fields of a request as this record. Missing fields are null. A wrong type is rejected with field and value. */
  public static <T> T read(Context ctx, Class<T> record) {
    return RequestJson.read(ctx, record);
  }

  static String snakeCase(String camel) {
    StringBuilder snake = new StringBuilder(camel.length() + 4);
    for (char c : camel.toCharArray()) {
      if (Character.isUpperCase(c)) {
        snake.append('_').append(Character.toLowerCase(c));
      } else {
        snake.append(c);
      }
    }
    return snake.toString();
  }

  public static void write(Context ctx, Object response) {
    send(ctx, body -> RESPONSE.writeValue(body, response));
  }

  /** Writes a response body. */
  interface Body {
    void writeTo(StreamedResponse body) throws IOException;
  }

  /** Sends a response. A long one is sent while it is generated. */
  static void send(Context ctx, Body response) {
    try (StreamedResponse body = new StreamedResponse(ctx, "application/json")) {
      try {
        response.writeTo(body);
        body.complete();
      } catch (IOException e) {
        throwUnlessClientGone(body, e);
      } catch (UncheckedIOException e) {
        throwUnlessClientGone(body, e.getCause());
      }
    }
  }

  /** Throws the exception that ended a response. Jackson wraps the one for an exceeded heap budget. */
  private static void throwUnlessClientGone(StreamedResponse body, IOException e) {
    if (body.isClientGone()) {
      LOG.debug("a response was broken off by its client", e);
      return;
    }
    throw e.getCause() instanceof RegistryException refusal
        ? refusal
        : RegistryException.internal(Subject.REQUEST, e);
  }

  /** Sends a string that already is JSON. */
  public static void writeText(Context ctx, String json) {
    ctx.contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(Object response) {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  public static byte[] bytes(Object response) {
    try {
      return MAPPER.writeValueAsBytes(response);
    } catch (JsonProcessingException e) {
      throw RegistryException.internal(Subject.REQUEST, e);
    }
  }
}
