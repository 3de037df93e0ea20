/** Limits on connections: their number per client and the minimum transfer rate. */
package dev.hallmark.server.api.connections;
