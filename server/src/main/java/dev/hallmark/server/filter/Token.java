package dev.hallmark.server.filter;

/**
 * A token of a filter.
 *
 * @param text the content without quotes
 * @param start the index of its first character, including quotes
 * @param end the index after its last character
 */
record Token(Type type, String text, int start, int end) {
  enum Type {
    /** Unquoted: part of a field, a keyword or a number. */
    WORD,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    BACKTICKED,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    END
  }

  boolean is(Type wanted) {
    return type == wanted;
  }

  boolean isKeyword(String keyword) {
    return type == Type.WORD && text.equalsIgnoreCase(keyword);
  }

  /** Whether there is no space between the two tokens. */
  boolean touches(Token before) {
    return start == before.end;
  }
}
