/** Logged models: the models that runs produced, before anybody registers them. */
package dev.hallmark.server.tracking.models;
