/** Seals files that clients have stored outside this server's store. */
package dev.hallmark.server.artifacts.sealing;
