/** Inputs and outputs of runs: datasets and models. */
package dev.hallmark.server.tracking.inputs;
