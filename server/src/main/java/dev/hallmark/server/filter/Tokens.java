package dev.hallmark.server.filter;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.filter.Token.Type;
import java.util.List;

/** A cursor over the tokens of a text. */
final class Tokens {
  /**
   * A field as written in the text.
   *
   * @param prefix the part before the first dot; empty for an attribute without a prefix
   * @param quoted whether the key was quoted
   */
  record RawField(String prefix, String key, boolean quoted) {}

  private final String text;
  private final Refusals refusals;
  private final List<Token> tokens;
  private int at;
  private int clauseStart;

  Tokens(String text, Refusals refusals) {
    this.text = text;
    this.refusals = refusals;
    this.tokens = Lexer.tokens(text, refusals);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** Returns END again at the end. */
  Token next() {
    Token token = tokens.get(at);
    if (!token.is(Type.END)) {
      at++;
    }
    return token;
  }

  boolean take(Type type) {
    if (!peek().is(type)) {
      return false;
    }
    next();
    return true;
  }

  boolean takeKeyword(String keyword) {
    if (!peek().isKeyword(keyword)) {
      return false;
    }
    next();
    return true;
  }

  /** Reads a field, which starts a clause: {@link #malformed} then refers to this clause. */
  RawField field() {
    clauseStart = at;
    Token first = next();
    return switch (first.type()) {
      case DOUBLE_QUOTED, BACKTICKED -> new RawField("", first.text(), true);
      case WORD -> field(first);
      case SINGLE_QUOTED, OPERATOR, OPEN, CLOSE, COMMA, END -> throw malformed();
    };
  }

  private RawField field(Token word) {
    int dot = word.text().indexOf('.');
    if (dot < 0) {
      return new RawField("", word.text(), false);
    }
    String prefix = word.text().substring(0, dot);
    String key = word.text().substring(dot + 1);
    if (!key.isEmpty()) {
      return new RawField(prefix, key, false);
    }
    Token quoted = next();
    boolean closes = quoted.is(Type.BACKTICKED) || quoted.is(Type.DOUBLE_QUOTED);
    if (!closes || !quoted.touches(word) || quoted.text().isEmpty()) {
      throw malformed();
    }
    return new RawField(prefix, quoted.text(), true);
  }

  /** The error for the current clause, up to its AND. */
  RegistryException malformed() {
    int end = clauseStart;
    while (!tokens.get(end).is(Type.END) && !tokens.get(end).isKeyword("and")) {
      end++;
    }
    int from = tokens.get(clauseStart).start();
    return refusals.malformed(
        text.substring(from, Math.max(from, tokens.get(end).start())));
  }
}
