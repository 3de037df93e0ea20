/** Creates the services of tracking. */
package dev.hallmark.server.tracking.assembly;
