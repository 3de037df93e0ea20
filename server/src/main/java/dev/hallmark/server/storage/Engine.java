package dev.hallmark.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What sets one kind of database apart from another. */
interface Engine {
  /** With its options. */
  String url();

  /** The folders of its migrations: those for all databases, and its own. */
  List<String> migrations();

  /** The type of a column of text that compares by code point. */
  String text();

  /** How its commits get on the disk. */
  Force force(Connection connection, Gate gate) throws SQLException;

  /** Ends the database itself, where it lives in this process; nobody is connected to it any more. */
  void shutDown() throws SQLException;
}
