/** Model versions: what they are made from, and their tags, stages and aliases. */
package dev.hallmark.server.registry.versions;
