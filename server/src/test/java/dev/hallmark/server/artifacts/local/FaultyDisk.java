package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;

/** A disk that fails when a test wants it to, and where things happen between two steps of the server. */
public final class FaultyDisk {
  static final String FULL = "No space left on device";

  volatile String creating = ""; // why new files cannot be made; empty while they can
  volatile String writing = "";
  public volatile String moving = "";
  volatile String flushingFiles = "";
  volatile String flushingFolders = "";
  volatile Runnable beforeMove = () -> {};
  volatile Runnable beforeOpen = () -> {};
  final AtomicInteger failedFlushes = new AtomicInteger();

  /** A store on this disk in a real folder. */
  public LocalStore openStore(Path folder) throws IOException {
    return LocalStore.open(
        folder, over(() -> SecureFolder.open(folder)), FileModes.GROUP, LocalStoreTest.NEVER);
  }

  Folder.Root over(Folder.Root root) {
    return () -> new FaultyFolder(root.open(), this);
  }

  FileChannel open(FileChannel file, Path name, List<?> options) throws IOException {
    if (options.contains(StandardOpenOption.CREATE_NEW) && !creating.isEmpty()) {
      file.close();
      throw new IOException(name + ": " + creating);
    }
    return name.toString().endsWith(".lock") ? file : new Channel(file, name);
  }

  private final class Channel extends FileBaseDefault {
    private final FileChannel file;
    private final Path name;

    private Channel(FileChannel file, Path name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      if (!writing.isEmpty()) {
        file.write(source.slice().limit(1), position); // some of it, as a disk that fills up does
        throw new IOException(writing);
      }
      return file.write(source, position);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      String fault = name.toString().equals(".") ? flushingFolders : flushingFiles;
      if (!fault.isEmpty()) {
        failedFlushes.incrementAndGet();
        throw new IOException(fault);
      }
      file.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
