/** Background work that survives a restart: a table of jobs, and the runner that works through it. */
package dev.hallmark.server.jobs;
