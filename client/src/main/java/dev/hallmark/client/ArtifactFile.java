package dev.hallmark.client;

/**
 * A file or folder of a run, a logged model or a model version.
 * <pre>{@code
 * for (ArtifactFile file : client.artifacts().listAll(run.artifactUri())) {
 *   System.out.println(file.path() + " " + file.size());
 * }
 * }</pre>
 *
 * @param path relative to the listed folder, separated by {@code /}
 * @param uri the URI to list or download it with
 * @param size in bytes; 0 for a folder
 */
public record ArtifactFile(String path, String uri, boolean isFolder, long size) {}
