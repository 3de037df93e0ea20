/** A client of the registry for programs that only need to know which version to use. */
module dev.hallmark.client {
  requires java.net.http;
  requires com.fasterxml.jackson.databind;

  exports dev.hallmark.client;
}
