/** Creates MLflow's protocol from the services. */
package dev.hallmark.server.api.mlflow.assembly;
