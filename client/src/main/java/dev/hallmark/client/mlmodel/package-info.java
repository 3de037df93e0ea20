/** What a model says about itself in its file {@code MLmodel}. */
package dev.hallmark.client.mlmodel;
