/** What all protocols share: routes, the caller of a request, and error handling. */
package dev.hallmark.server.api;
