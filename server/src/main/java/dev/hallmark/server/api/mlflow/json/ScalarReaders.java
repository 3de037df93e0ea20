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

/** The values of a request's fields: what each type takes, and nothing else. */
final class ScalarReaders {
  private ScalarReaders() {}

  /** A JSON string and nothing else. No database keeps a NUL, and half a surrogate pair cannot be written as UTF-8. */
  static final class OfText extends StdScalarDeserializer<String> {
    private static final int HEAP_PER_TEXT =
        64; // beside its characters, which the body has paid for

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

  /** A whole number in each spelling of {@link WholeNumber}, as a JSON number or as a text. */
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

  /** The name of a member of an enum, or its number. */
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
