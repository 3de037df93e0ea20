/** Routes of registered models and their versions, and their JSON. */
package dev.hallmark.server.api.mlflow.registry;
