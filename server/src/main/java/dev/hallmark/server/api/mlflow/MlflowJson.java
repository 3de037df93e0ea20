package dev.hallmark.server.api.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Reads and writes the JSON of MLflow's protocol. */
final class MlflowJson {
  static final ObjectMapper MAPPER = JsonMapper.builder()
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .defaultPropertyInclusion(
          JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .withConfigOverride(
          List.class,
          list -> list.setInclude(JsonInclude.Value.construct(
              JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
      .build();

  private MlflowJson() {}

  /** The fields of a request: of the query on GET, of the JSON body else. Absent and null fields are null. */
  static <T> T read(Context ctx, Class<T> type) {
    try {
      return MAPPER.treeToValue(fields(ctx), type);
    } catch (JsonProcessingException e) {
      throw RegistryException.invalid(Subject.REQUEST, "body", e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw RegistryException.internal(Subject.REQUEST, e);
    }
  }

  private static ObjectNode fields(Context ctx) throws java.io.IOException {
    if (ctx.method().name().equals("GET")) {
      ObjectNode node = MAPPER.createObjectNode();
      for (Map.Entry<String, List<String>> e : ctx.queryParamMap().entrySet()) {
        node.put(e.getKey(), e.getValue().get(0));
      }
      return node;
    }
    return (ObjectNode) MAPPER.readTree(ctx.bodyAsBytes());
  }

  static void write(Context ctx, Object answer) {
    try {
      ctx.contentType("application/json").result(MAPPER.writeValueAsBytes(answer));
    } catch (JsonProcessingException e) {
      throw RegistryException.internal(Subject.REQUEST, e);
    }
  }
}
