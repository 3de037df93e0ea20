/** What calls of several protocols have in common: the header with the workspace, and idempotency keys. */
package dev.hallmark.server.api.calls;
