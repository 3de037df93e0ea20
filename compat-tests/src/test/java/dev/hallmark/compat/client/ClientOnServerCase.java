package dev.hallmark.compat.client;

import dev.hallmark.client.HallmarkClient;
import org.junit.jupiter.api.Nested;

/** Everything that our client is to do with any server that speaks MLflow's API. */
abstract class ClientOnServerCase {
  /** Set before the first test. */
  static HallmarkClient client;

  abstract boolean isHallmark();

  @Nested
  class RegistryCalls extends RegistryCallsContract {
    @Override
    HallmarkClient client() {
      return client;
    }
  }

  @Nested
  class JobCalls extends JobCallsContract {
    @Override
    HallmarkClient client() {
      return client;
    }

    @Override
    boolean isHallmark() {
      return ClientOnServerCase.this.isHallmark();
    }
  }
}
