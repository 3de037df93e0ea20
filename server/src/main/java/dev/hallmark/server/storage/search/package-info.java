/**
 * Turns a filter and an order into SQL and reads one page of ids. It owns no table: each resource's package describes its
 * own with a {@link dev.hallmark.server.storage.search.SearchSpec}.
 *
 * <p>A statement has one of three shapes, chosen here and not by the engine's optimizer. <em>Drive</em>: some condition
 * has few hits, known from a count that stops early; join them, sort, done. <em>Walk</em>: follow the index that has the
 * wanted order, recheck the conditions row by row, stop when the page is full. <em>Sort</em>: no index has the order;
 * read all rows in scope. What has to be kept from the optimizer's eyes, so that it takes the index meant, stands in
 * {@code coalesce(column, column)}.
 */
package dev.hallmark.server.storage.search;
