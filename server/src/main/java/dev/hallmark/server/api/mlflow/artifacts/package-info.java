/** Routes of files: by the path below the store's root, and by run or logged model. */
package dev.hallmark.server.api.mlflow.artifacts;
