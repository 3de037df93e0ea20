package dev.hallmark.client;

/**
 * A file or folder of a run, a logged model or a version.
 *
 * <pre>{@code
 * for (ArtifactFile file : client.artifacts().listAll(run.artifactUri())) {
 *   System.out.println(file.path() + " " + file.size());
 * }
 * }</pre>
 *
 * @param path below the folder that was listed, with {@code /} between its parts
 * @param uri by which it can be listed or downloaded
 * @param size in bytes; 0 for a folder
 */
public record ArtifactFile(String path, String uri, boolean isFolder, long size) {}
