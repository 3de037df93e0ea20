package dev.hallmark.server.filter;

/** One entry of an order whose direction is not part of its text, as searches of logged models give it. */
public record OrderEntry(String field, boolean ascending, DatasetRef dataset) {}
