/** Experiments, runs and logged models. This package has the code that they share. */
package dev.hallmark.server.tracking;
