/** Percent-encoding of URIs. */
package dev.hallmark.server.uri;
