package dev.hallmark.server.filter;

/**
 * Restricts the metrics of logged models to those measured on a dataset.
 *
 * @param name empty for any dataset
 * @param digest empty for any digest of that name
 */
public record DatasetRef(String name, String digest) {
  public static final DatasetRef ANY = new DatasetRef("", "");
}
