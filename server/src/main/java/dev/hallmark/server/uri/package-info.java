/** Percent-encoding of URIs, for protocols and for whoever checks paths. */
package dev.hallmark.server.uri;
