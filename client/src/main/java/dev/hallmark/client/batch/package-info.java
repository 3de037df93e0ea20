/** Fetches models for jobs: resolves the URI, checks the digests, and caches the files. */
package dev.hallmark.client.batch;
