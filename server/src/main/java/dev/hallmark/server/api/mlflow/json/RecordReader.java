package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Deserializes a JSON object to a wire record, without an intermediate tree. Missing and null fields are null, unknown fields are ignored,
 * and the last of several equal fields counts. Field names can be in snake_case or lowerCamelCase, but one field cannot be given in both.
 */
final class RecordReader extends JsonDeserializer<Object> implements ResolvableDeserializer {
  private static final int HEAP_PER_RECORD = 64; // including its element in a list
  private static final int HEAP_PER_FIELD = 64; // for the wire record and for the domain object
  private static final int HEAP_PER_UNKNOWN_NAME = 128; // Jackson keeps names while it reads a body

  private final Constructor<?> constructor;
  private final RecordComponent[] components;
  private final JsonDeserializer<?>[] readers;
  private final Map<String, Spelling> spellings = new HashMap<>();
  private final long cost;

  /** @param camel whether the name is in lowerCamelCase and differs from its snake_case form */
  private record Spelling(int slot, boolean camel) {}

  RecordReader(Class<?> record) {
    this.components = record.getRecordComponents();
    this.readers = new JsonDeserializer<?>[components.length];
    this.cost = HEAP_PER_RECORD + (long) HEAP_PER_FIELD * components.length;
    try {
      this.constructor = record.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(record.getName(), e);
    }
    for (int i = 0; i < components.length; i++) {
      String camel = components[i].getName();
      spellings.put(camel, new Spelling(i, true));
      spellings.put(MlflowJson.snakeCase(camel), new Spelling(i, false));
    }
  }

  @Override
  public Class<?> handledType() {
    return constructor.getDeclaringClass();
  }

  @Override
  public void resolve(DeserializationContext ctxt) throws JsonMappingException {
    for (int i = 0; i < components.length; i++) {
      readers[i] = ctxt.findContextualValueDeserializer(
          ctxt.constructType(components[i].getGenericType()), null);
    }
  }

  @Override
  public Object deserialize(JsonParser json, DeserializationContext ctxt) throws IOException {
    if (!json.isExpectedStartObjectToken()) {
      return ctxt.handleUnexpectedToken(constructor.getDeclaringClass(), json);
    }
    ParseBudget budget = ParseBudget.of(ctxt);
    budget.take(cost);
    Object[] values = new Object[components.length];
    String[] names = new String[components.length];
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      Spelling spelling = spellings.get(name);
      JsonToken value = json.nextToken();
      if (spelling == null) {
        skip(json, budget);
        continue;
      }
      int slot = spelling.slot;
      if (names[slot] != null && !names[slot].equals(name)) {
        throw duplicate(slot);
      }
      names[slot] = name;
      values[slot] = value == JsonToken.VALUE_NULL ? null : readers[slot].deserialize(json, ctxt);
    }
    return create(values);
  }

  private static void skip(JsonParser json, ParseBudget budget) throws IOException {
    budget.take(HEAP_PER_UNKNOWN_NAME);
    int depth = json.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        budget.take(HEAP_PER_UNKNOWN_NAME);
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    }
  }

  private RegistryException duplicate(int slot) {
    String camel = components[slot].getName();
    return RegistryException.invalid(
        Subject.REQUEST, Reason.DUPLICATE, MlflowJson.snakeCase(camel), camel);
  }

  private Object create(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw RegistryException.internal(Subject.REQUEST, e);
    }
  }
}
