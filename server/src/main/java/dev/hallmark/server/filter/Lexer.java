package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Token.Type;
import java.util.ArrayList;
import java.util.List;

/** Splits a text into tokens. A quoted token ends at the next quote of the same kind; there are no escapes. */
final class Lexer {
  private static final String WORD_SIGNS = "_.-/:+";
  private static final String OPERATOR_SIGNS = "=!<>";

  private final String text;
  private final Refusals refusals;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text, Refusals refusals) {
    this.text = text;
    this.refusals = refusals;
  }

  /** The last token is {@link Type#END}. */
  static List<Token> tokens(String text, Refusals refusals) {
    Lexer lexer = new Lexer(text, refusals);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.add(Type.END, "", text.length());
    return lexer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    switch (c) {
      case '\'' -> quoted(Type.SINGLE_QUOTED);
      case '"' -> quoted(Type.DOUBLE_QUOTED);
      case '`' -> quoted(Type.BACKTICKED);
      case '(' -> add(Type.OPEN, "(", at + 1);
      case ')' -> add(Type.CLOSE, ")", at + 1);
      case ',' -> add(Type.COMMA, ",", at + 1);
      default -> {
        if (Character.isWhitespace(c)) {
          at++;
        } else if (OPERATOR_SIGNS.indexOf(c) >= 0) {
          operator(c);
        } else if (isWordSign(c)) {
          word();
        } else {
          throw refusals.malformed(text.substring(at));
        }
      }
    }
  }

  private void quoted(Type type) {
    int end = text.indexOf(text.charAt(at), at + 1);
    if (end < 0) {
      throw refusals.malformed(text.substring(at));
    }
    add(type, text.substring(at + 1, end), end + 1);
  }

  private void operator(char first) {
    boolean two = first != '=' && at + 1 < text.length() && text.charAt(at + 1) == '=';
    int end = at + (two ? 2 : 1);
    add(Type.OPERATOR, text.substring(at, end), end);
  }

  private void word() {
    int end = at;
    while (end < text.length() && isWordSign(text.charAt(end))) {
      end++;
    }
    add(Type.WORD, text.substring(at, end), end);
  }

  /** Keys may contain letters of any script, so every non-ASCII character except whitespace belongs to a word. */
  private static boolean isWordSign(char c) {
    return c < 0x80
        ? Character.isLetterOrDigit(c) || WORD_SIGNS.indexOf(c) >= 0
        : !Character.isWhitespace(c) && !Character.isSpaceChar(c);
  }

  private void add(Type type, String content, int end) {
    tokens.add(new Token(type, content, at, end));
    at = end;
  }
}
