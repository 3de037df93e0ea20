/** The access log and its files. */
package dev.hallmark.server.api.log;
