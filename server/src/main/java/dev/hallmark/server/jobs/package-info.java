/** Background jobs: a table of jobs that survives a restart, and the runner that processes it. */
package dev.hallmark.server.jobs;
