/** Executes searches: selects a plan and reads one page of ids. */
package dev.hallmark.server.storage.search.execution;
