package dev.hallmark.server.api.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The JSON of MLflow's protocol: snake_case, numbers where a number is due but also taken from text, texts never from
 * numbers; absent is null, empty lists are left out of answers, NaN and the infinities travel as text.
 */
final class MlflowJson {
  private static final int LONGEST_TEXT = 24_000_000;
  private static final int ECHOED = 250; // characters of a value of the wrong type

  static final ObjectMapper MAPPER = JsonMapper.builder()
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .enable(
          JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // a bare NaN comes from hand-written clients
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .withCoercionConfig(
          LogicalType.Textual,
          text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
              .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
              .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
      .withCoercionConfig(
          LogicalType.Boolean,
          flag -> flag.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
              .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
      .withCoercionConfig(
          LogicalType.Integer,
          number -> number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
      .withCoercionConfig(
          LogicalType.Float,
          number -> number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
      .defaultPropertyInclusion(
          JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .withConfigOverride(
          List.class,
          list -> list.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
              .setInclude(JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
      .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build());
  }

  private MlflowJson() {}

  /** The fields of a request as this record. Absent and null fields are null; a wrong type is refused by name and value. */
  static <T> T read(Context ctx, Class<T> record) {
    ObjectNode fields = RequestTree.of(ctx, record);
    try {
      return MAPPER.treeToValue(fields, record);
    } catch (JsonMappingException e) {
      throw wrongType(fields, e);
    } catch (JsonProcessingException e) {
      throw RegistryException.invalid(Subject.REQUEST, Reason.MALFORMED, "body", "");
    }
  }

  private static RegistryException wrongType(JsonNode fields, JsonMappingException error) {
    JsonNode node = fields;
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : error.getPath()) {
      if (step.getFieldName() == null) {
        node = node.path(step.getIndex());
        path.append('[').append(step.getIndex()).append(']');
      } else {
        node = node.path(step.getFieldName());
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return RegistryException.invalid(
        Subject.REQUEST, Reason.WRONG_TYPE, path.toString(), shown(node), typeOf(node));
  }

  /** As JSON, and no more of it than tells what it was. */
  private static String shown(JsonNode value) {
    String json = value.toString();
    return json.length() > ECHOED ? json.substring(0, ECHOED) + "..." : json;
  }

  /** The names are Python's, as MLflow's own server has them in this message. */
  private static String typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "str";
      case NUMBER -> node.isIntegralNumber() ? "int" : "float";
      case BOOLEAN -> "bool";
      case ARRAY -> "list";
      case NULL, MISSING -> "NoneType";
      case OBJECT, POJO, BINARY -> "dict";
    };
  }

  static void write(Context ctx, Object answer) {
    ctx.contentType("application/json").result(bytes(answer));
  }

  /** An answer that is JSON already. */
  static void writeText(Context ctx, String json) {
    ctx.contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
  }

  static String text(Object answer) {
    return new String(bytes(answer), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Object answer) {
    try {
      return MAPPER.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw RegistryException.internal(Subject.REQUEST, e);
    }
  }
}
