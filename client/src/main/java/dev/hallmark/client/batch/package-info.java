/** For jobs that load a model: resolved once, fetched with its digests checked, kept in a cache. */
package dev.hallmark.client.batch;
