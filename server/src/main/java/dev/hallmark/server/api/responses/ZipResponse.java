package dev.hallmark.server.api.responses;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends files as one ZIP archive, which browsers save. It is generated while it is sent. If a file cannot be read to its end, the connection
 * breaks off, so no client takes the archive for complete.
 */
public final class ZipResponse {
  private static final Logger LOG = LoggerFactory.getLogger(ZipResponse.class);
  private static final String TYPE = "application/zip";

  /** The bytes of a file. */
  public interface Content {
    InputStream open() throws IOException;
  }

  /** @param name path in the archive, relative, with slashes */
  public record File(String name, Instant modifiedAt, Content content) {}

  private ZipResponse() {}

  /**
   * Responds to GET or HEAD.
   *
   * @param name of the archive, without an extension
   * @param files are opened one after the other
   */
  public static void send(Context ctx, String name, Stream<File> files) {
    String fileName = name + ".zip";
    if (ctx.method() == HandlerType.HEAD) {
      ctx.contentType(TYPE).header("Content-Disposition", ContentDisposition.attachment(fileName));
      return;
    }
    try (StreamedResponse body = StreamedResponse.attachment(ctx, TYPE, fileName);
        ZipWriter zip = new ZipWriter(body)) {
      try {
        for (File each : (Iterable<File>) files::iterator) {
          try (InputStream content = each.content.open()) {
            zip.add(each.name, each.modifiedAt, content);
          }
        }
        zip.finish();
        body.complete();
      } catch (IOException e) {
        if (!body.isClientGone()) {
          throw RegistryException.unavailable(Subject.STORAGE, e);
        }
        LOG.debug("an archive was broken off by its client", e);
      }
    }
  }
}
