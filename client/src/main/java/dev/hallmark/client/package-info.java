/** The calls of the registry, and what a job needs of experiments, runs and files. */
package dev.hallmark.client;
