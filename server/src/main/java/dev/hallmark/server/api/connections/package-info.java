/** Connections as the server sees them: whose they are, how many, how fast, and when they are ended. */
package dev.hallmark.server.api.connections;
