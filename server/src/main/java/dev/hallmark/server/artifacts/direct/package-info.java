/** Files that clients store themselves, in folders and buckets that the server only reads. */
package dev.hallmark.server.artifacts.direct;
