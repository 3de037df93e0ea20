/** Reads requests: path, query, body and required fields. */
package dev.hallmark.server.api.requests;
