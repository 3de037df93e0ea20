/** The HTTP server: Jetty, its limits, the check of the Host header, and what it answers before a protocol is reached. */
package dev.hallmark.server.api.http;
