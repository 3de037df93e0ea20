package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Rule.Value;
import dev.hallmark.server.filter.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the right side of a condition. */
final class OperandParser {
  private static final int MAX_VALUES = 5_000;

  /** Matching a value with a pattern takes time proportional to the product of their lengths. */
  private static final int MAX_PATTERN = 1_000;

  private static final int MAX_NUMBER = 400;
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

  /** A number that no row has. */
  private static final Operand NO_CODE = new Operand.Whole(-1);

  private static final int MAX_SHOWN = 200;

  private final Tokens tokens;
  private final Refusals refusals;
  private int values;

  OperandParser(Tokens tokens, Refusals refusals) {
    this.tokens = tokens;
    this.refusals = refusals;
  }

  Operand read(Field field, Operator operator, Value expected) {
    return switch (operator) {
      case IS_NULL, IS_NOT_NULL -> new Operand.None();
      case IN, NOT_IN -> list(field);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE, ILIKE ->
        single(field, operator, expected);
    };
  }

  private Operand single(Field field, Operator operator, Value expected) {
    Token token = tokens.next();
    return switch (expected) {
      case TEXT -> text(field, operator, token);
      case NUMBER ->
        (token.is(Type.WORD) ? number(token.text()) : Optional.<Operand>empty())
            .orElseThrow(() -> refuse(field, token, "number"));
      case INTEGER -> whole(token).orElseThrow(() -> refuse(field, token, "integer"));
      case CODE ->
        isText(token)
            ? whole(token).orElse(NO_CODE)
            : whole(token).orElseThrow(() -> refuse(field, token, "integer"));
    };
  }

  private Operand text(Field field, Operator operator, Token token) {
    if (!isText(token)) {
      throw refuse(field, token, isBareWord(token) ? "quotes" : "text");
    }
    boolean pattern = operator == Operator.LIKE || operator == Operator.ILIKE;
    if (pattern && token.text().length() > MAX_PATTERN) {
      throw refusals.tooLong("characters of a LIKE pattern", MAX_PATTERN);
    }
    return new Operand.Text(token.text());
  }

  /** A trailing comma is accepted: Python formats a tuple with one element so. */
  private Operand list(Field field) {
    if (!tokens.take(Type.OPEN)) {
      throw tokens.malformed();
    }
    if (tokens.peek().is(Type.CLOSE)) {
      throw refusals.type(field, "()", "any");
    }
    List<String> list = new ArrayList<>();
    do {
      Token token = tokens.next();
      if (!isText(token)) {
        throw refusals.type(field, shownList(list, token), "texts");
      }
      if (++values > MAX_VALUES) {
        throw refusals.tooLong("values in lists", MAX_VALUES);
      }
      list.add(token.text());
    } while (tokens.take(Type.COMMA) && !tokens.peek().is(Type.CLOSE));
    if (!tokens.take(Type.CLOSE)) {
      throw tokens.malformed();
    }
    return new Operand.Texts(list);
  }

  /** The text of a list where none is allowed, for the error message. */
  String shownList() {
    return tokens.take(Type.OPEN) ? shownList(List.of(), tokens.next()) : shown(tokens.next());
  }

  private String shownList(List<String> before, Token at) {
    StringBuilder shown = new StringBuilder("(");
    before.forEach(text -> shown.append("'").append(text).append("', "));
    for (Token token = at;
        !token.is(Type.CLOSE) && !token.is(Type.END) && shown.length() < MAX_SHOWN;
        token = tokens.next()) {
      shown.append(token.is(Type.COMMA) ? ", " : shown(token));
    }
    return shown.append(")").toString();
  }

  private static boolean isBareWord(Token token) {
    return token.is(Type.WORD) && number(token.text()).isEmpty();
  }

  private static boolean isText(Token token) {
    return token.is(Type.SINGLE_QUOTED) || token.is(Type.DOUBLE_QUOTED);
  }

  private static Optional<Operand> whole(Token token) {
    boolean readable = isText(token) || token.is(Type.WORD);
    return readable && WHOLE.matcher(token.text().strip()).matches()
        ? Optional.of(new Operand.Whole(Long.parseLong(token.text().strip())))
        : Optional.empty();
  }

  private static Optional<Operand> number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Optional.of(new Operand.Whole(Long.parseLong(text)));
    }
    return text.length() <= MAX_NUMBER && NUMBER.matcher(text).matches()
        ? Optional.of(new Operand.Decimal(Double.parseDouble(text)))
        : Optional.empty();
  }

  private RuntimeException refuse(Field field, Token found, String expected) {
    return found.is(Type.END) ? tokens.malformed() : refusals.type(field, shown(found), expected);
  }

  private static String shown(Token token) {
    return isText(token) ? "'" + token.text() + "'" : token.text();
  }
}
