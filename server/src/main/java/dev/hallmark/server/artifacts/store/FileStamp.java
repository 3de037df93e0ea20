package dev.hallmark.server.artifacts.store;

/**
 * Tells whether a file is unchanged without reading it.
 *
 * @param fingerprint composed by the store, which gives another one to a path when the file there is replaced or written to; to be
 *     compared only
 */
public record FileStamp(long size, String fingerprint) {}
