/** URIs of proxied files, and the download of one file. Not exported. */
package dev.hallmark.client.files;
