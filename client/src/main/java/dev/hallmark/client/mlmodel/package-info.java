/** Reads the file {@code MLmodel}: flavors, signature and environment. */
package dev.hallmark.client.mlmodel;
