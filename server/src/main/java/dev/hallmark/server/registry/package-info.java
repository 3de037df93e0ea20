/** Registered models as a whole, with what belongs to them. */
package dev.hallmark.server.registry;
