/** Support for migrations of an embedded database: its folder and a backup. */
package dev.hallmark.server.storage.migration;
