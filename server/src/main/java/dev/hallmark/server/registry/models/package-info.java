/** A registered model's own row, its lock and its tags: what its versions build on as well. */
package dev.hallmark.server.registry.models;
