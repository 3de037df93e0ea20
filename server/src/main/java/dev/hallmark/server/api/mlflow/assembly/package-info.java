/** Creates MLflow's protocol from the services that it offers. */
package dev.hallmark.server.api.mlflow.assembly;
