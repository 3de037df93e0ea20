/** Creates the tracking services. */
package dev.hallmark.server.tracking.assembly;
