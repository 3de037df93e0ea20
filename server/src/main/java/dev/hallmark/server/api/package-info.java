/** What every protocol has: its routes, the caller of a request, and the handling of refusals. */
package dev.hallmark.server.api;
