/**
 * A client of the registry for jobs that must load the right model: {@link dev.hallmark.client} has the calls, {@link
 * dev.hallmark.client.batch} brings models here, {@link dev.hallmark.client.mlmodel} reads what they say about themselves. Needs nothing but
 * Jackson and the JDK.
 */
module dev.hallmark.client {
  requires java.net.http;
  requires com.fasterxml.jackson.databind;

  exports dev.hallmark.client;
  exports dev.hallmark.client.batch;
  exports dev.hallmark.client.mlmodel;
}
