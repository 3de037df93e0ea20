/** Routes of files: the artifact proxy, and files by run or logged model. */
package dev.hallmark.server.api.mlflow.artifacts;
