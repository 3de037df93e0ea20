package dev.hallmark.server.artifacts.local;

import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** An open file of the local store. */
record LocalFile(Entry entry, FileChannel channel, Path location) implements OpenFile {
  @Override
  public FileStamp stamp() {
    return entry.stamp();
  }

  @Override
  public Instant modifiedAt() {
    return entry.modifiedAt();
  }

  @Override
  public InputStream from(long offset) throws IOException {
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  @Override
  public Optional<Instant> changedAt() throws IOException {
    try {
      Object time = Files.getAttribute(location, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
      return Optional.of(((FileTime) time).toInstant());
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
