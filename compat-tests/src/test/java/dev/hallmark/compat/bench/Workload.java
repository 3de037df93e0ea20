package dev.hallmark.compat.bench;

import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;

/**
 * One kind of call, again and again.
 *
 * @param connections how many clients make it at once
 */
record Workload(String name, int connections, Preparation preparation) {

  /** Makes what the calls need, before the clock runs. */
  @FunctionalInterface
  interface Preparation {
    Requests prepare(Mlflow mlflow) throws IOException;
  }

  /** The bytes of the request that this client sends as its n-th. */
  @FunctionalInterface
  interface Requests {
    byte[] request(int client, int n);
  }
}
