/** The HTTP server: Jetty and its limits, the check of the Host header, and errors before a protocol is reached. */
package dev.hallmark.server.api.http;
