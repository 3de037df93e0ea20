/** Hallmark's own JSON API below {@code /api/v1}: strict requests, errors as in RFC 9457, described by an OpenAPI document. */
package dev.hallmark.server.api.v1;
