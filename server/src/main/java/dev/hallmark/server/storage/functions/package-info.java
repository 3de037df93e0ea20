/**
 * The SQL functions of the server, in Java. Frozen: databases contain the names of these classes and methods, and values
 * that they computed. Nothing here is renamed, removed or changed in meaning; a new meaning is a new method, used by a new
 * migration. {@code FrozenFunctionsTest} lists the signatures.
 */
package dev.hallmark.server.storage.functions;
