/** The settings of the server: their names, and their values from options, variables and a file. */
package dev.hallmark.server.config.settings;
