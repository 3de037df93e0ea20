/** An in-memory index of substrings, for a database without such an index. */
package dev.hallmark.server.storage.search.index;
