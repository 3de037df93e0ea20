package dev.hallmark.server.filter;

/** An order entry with a separate direction, as in searches of logged models. */
public record OrderEntry(String field, boolean ascending, DatasetRef dataset) {}
