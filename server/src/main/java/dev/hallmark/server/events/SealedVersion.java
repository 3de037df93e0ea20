package dev.hallmark.server.events;

/** A version whose files are in a seal, by the name that its model has now. */
public record SealedVersion(String workspace, String model, int version) {}
