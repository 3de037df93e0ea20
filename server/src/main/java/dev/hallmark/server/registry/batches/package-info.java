/** Changes of all versions of a model: the row of the model changes immediately, the rows of many versions in the background. */
package dev.hallmark.server.registry.batches;
