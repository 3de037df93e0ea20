/** Where files are behind a server, and how one is downloaded. Not exported. */
package dev.hallmark.client.files;
