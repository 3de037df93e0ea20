package dev.hallmark.server.registry.tags;

/** A stored tag of a model or a version. */
public record Tag(String key, String value) {}
