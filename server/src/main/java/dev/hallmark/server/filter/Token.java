package dev.hallmark.server.filter;

/**
 * A piece of a filter text.
 *
 * @param text the content: without its quotes where it was quoted
 * @param start where it begins in the whole text, quotes included
 * @param end just behind it
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

  /** Whether it follows without a blank between. */
  boolean touches(Token before) {
    return start == before.end;
  }
}
