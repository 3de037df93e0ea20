package dev.hallmark.server.api.mlflow.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.util.OptionalLong;

/** Deserializers of scalar fields. */
final class ScalarReaders {
  private ScalarReaders() {}

  /** Accepts only a JSON string. Rejects NUL, which PostgreSQL cannot store, and unpaired surrogates, which have no UTF-8 form. */
  static final class OfText extends StdScalarDeserializer<String> {
    private static final int HEAP_PER_TEXT =
        64; // in addition to its characters, which the body accounts for

    OfText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext ctxt) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (String) ctxt.handleUnexpectedToken(String.class, json);
      }
      ParseBudget.of(ctxt).take(HEAP_PER_TEXT);
      String text = json.getText();
      if (!storable(text)) {
        throw RegistryException.invalid(Subject.REQUEST, Reason.CHARACTERS, FieldPath.of(json), "");
      }
      return text;
    }

    private static boolean storable(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0) {
          return false;
        }
        if (Character.isSurrogate(c)) {
          boolean pair = Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
          if (!pair) {
            return false;
          }
          i++;
        }
      }
      return true;
    }
  }

  /** Accepts an integer in any form of {@link WholeNumber}, as a JSON number or string. */
  static final class OfWhole extends StdScalarDeserializer<Long> {
    OfWhole() {
      super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser json, DeserializationContext ctxt) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_NUMBER_INT ->
          json.getNumberType() == NumberType.BIG_INTEGER
              ? refused(json, ctxt)
              : Long.valueOf(json.getLongValue());
        case VALUE_NUMBER_FLOAT, VALUE_STRING -> {
          OptionalLong number = WholeNumber.parse(json.getText());
          yield number.isPresent() ? Long.valueOf(number.getAsLong()) : refused(json, ctxt);
        }
        default -> refused(json, ctxt);
      };
    }

    private static Long refused(JsonParser json, DeserializationContext ctxt) throws IOException {
      return (Long) ctxt.handleUnexpectedToken(Long.class, json);
    }
  }

  /** Accepts the name or the number of an enum constant. */
  static final class OfEnum extends StdScalarDeserializer<WireEnum> {
    OfEnum() {
      super(WireEnum.class);
    }

    @Override
    public WireEnum deserialize(JsonParser json, DeserializationContext ctxt) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> WireEnum.of(json.getText());
        default -> (WireEnum) ctxt.handleUnexpectedToken(WireEnum.class, json);
      };
    }
  }
}
