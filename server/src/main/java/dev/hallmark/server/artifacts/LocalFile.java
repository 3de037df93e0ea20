package dev.hallmark.server.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** A file of the local store, held open. */
record LocalFile(FileStamp stamp, FileChannel channel) implements OpenFile {
  @Override
  public InputStream from(long offset) throws IOException {
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
