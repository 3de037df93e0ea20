/** HTTP for the client: connections, redirects, retries, certificates, JSON. Not exported. */
package dev.hallmark.client.http;
