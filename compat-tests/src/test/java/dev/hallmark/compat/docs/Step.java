package dev.hallmark.compat.docs;

/**
 * What is to be done with one fenced block of a page, or with a comment that stands for a block.
 *
 * @param language of the block
 * @param argument what the marker says beside its first words: a file's name, a role, a reason
 * @param text of the block, without the indentation of the list that it is part of
 */
record Step(Kind kind, String language, String argument, String text) {
  /** Every fenced block is one of these; the comment before it says which, and without one it is run. */
  enum Kind {
    RUN("run"),
    STARTS_A_SERVER("starts a server"),
    STOPS_THE_SERVER("stops the server"),
    FILE("file"),
    PRINTS("prints"),
    AS_ROLE("as"),
    NOT_RUN("not run:");

    private final String marker;

    Kind(String marker) {
      this.marker = marker;
    }

    boolean begins(String comment) {
      return (comment + " ").startsWith(marker + (marker.endsWith(":") ? "" : " "));
    }

    String argument(String comment) {
      return comment.substring(marker.length()).strip();
    }
  }
}
