/** The row of a registered model, its lock and its tags. */
package dev.hallmark.server.registry.models;
