package dev.hallmark.server.registry.tags;

/** A tag as it is stored on a model or a version. */
public record Tag(String key, String value) {}
