/**
 * A client of the registry for jobs that must load the right model: {@link dev.hallmark.client} has the calls. Needs nothing but
 * Jackson and the JDK.
 */
module dev.hallmark.client {
  requires java.net.http;
  requires com.fasterxml.jackson.databind;

  exports dev.hallmark.client;
}
