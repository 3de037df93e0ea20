/**
 * Java implementations of SQL functions. Frozen: databases contain the names of these classes and methods, and values that they computed.
 * Nothing here may be renamed, removed or changed in behavior; a new behavior is a new method, used by a new migration.
 * {@code FrozenFunctionsTest} lists the signatures.
 */
package dev.hallmark.server.storage.functions;
