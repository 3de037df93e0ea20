/** The interface of artifact stores: paths, files, and drafts of seals. */
package dev.hallmark.server.artifacts.store;
