/**
 * Converts a filter and an order to SQL and reads one page of ids. This package owns no table: the package of each resource describes its
 * tables with a {@link dev.hallmark.server.storage.search.SearchSpec}.
 *
 * <p>There are three plans, selected here instead of by the optimizer of the database. <em>Drive</em>: a condition has few matches,
 * according to a count that stops early; read these rows and sort them. <em>Walk</em>: read in the order of an index, test the conditions
 * for each row, and stop when the page is full. <em>Sort</em>: no index has the order; read and sort all rows in scope. Columns that the
 * optimizer must not use to select an index are written as {@code coalesce(column, column)}.
 */
package dev.hallmark.server.storage.search;
