/** What the registry and the artifact store ask about runs, logged models and experiments. */
package dev.hallmark.server.tracking.sources;
