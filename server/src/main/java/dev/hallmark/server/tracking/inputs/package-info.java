/** What goes into runs and comes out of them: datasets and models. */
package dev.hallmark.server.tracking.inputs;
