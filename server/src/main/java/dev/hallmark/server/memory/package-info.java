/** How much of the heap requests and their responses may take. */
package dev.hallmark.server.memory;
