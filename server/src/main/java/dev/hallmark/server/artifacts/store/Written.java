package dev.hallmark.server.artifacts.store;

/** The stamp of a written file and the SHA-256 of its content in lower-case hexadecimal digits. */
public record Written(FileStamp stamp, String sha256) {}
