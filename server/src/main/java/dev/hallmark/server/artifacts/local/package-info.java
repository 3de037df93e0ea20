/** The artifact store in a folder of a file system. */
package dev.hallmark.server.artifacts.local;
