package dev.hallmark.server.events;

/** Who asked for a change and through which protocol; it stands in the change's audit entry. */
public record Origin(String actor, String door, String requestId, String address) {}
