/** What an artifact store is, whatever it is made of: paths, files, and seals in the making. */
package dev.hallmark.server.artifacts.store;
