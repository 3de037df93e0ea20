/** Responses that are files or of unknown length. */
package dev.hallmark.server.api.responses;
