package dev.hallmark.server.artifacts.store;

/**
 * By what a file is recognised as unchanged without reading it.
 *
 * @param modifiedAt nanoseconds since the epoch, as exact as the store tells it
 * @param fileKey the inode on a disk; the same path with another key is another file
 */
public record FileStamp(long size, long modifiedAt, String fileKey) {}
