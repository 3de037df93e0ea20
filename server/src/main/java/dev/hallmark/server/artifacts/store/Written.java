package dev.hallmark.server.artifacts.store;

/** A file as it was written: what it is recognised by, and the SHA-256 of its bytes in lower-case hexadecimal digits. */
public record Written(FileStamp stamp, String sha256) {}
