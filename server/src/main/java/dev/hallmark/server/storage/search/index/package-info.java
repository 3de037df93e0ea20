/** Which texts contain a substring, in memory, for an engine without an index for it. */
package dev.hallmark.server.storage.search.index;
