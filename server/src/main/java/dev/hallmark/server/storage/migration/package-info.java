/** What a migration of an embedded database needs: its folder, and a copy to go back to. */
package dev.hallmark.server.storage.migration;
