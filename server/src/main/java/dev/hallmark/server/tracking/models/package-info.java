/** Logged models, which runs create and which are not registered. */
package dev.hallmark.server.tracking.models;
