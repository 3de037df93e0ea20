/** Changes of all versions of a model: one row changes at once, and the rows of very many versions follow in the background. */
package dev.hallmark.server.registry.batches;
