package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.MachineAddresses;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.TestConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromConfigTest {
  @TempDir
  private Path folder;

  @Test
  void serverOnAllAddresses_isKnownByEachOfThem() {
    assertThat(names(Map.of(Setting.HOST, "0.0.0.0", Setting.AUTH, "none")))
        .containsAll(MachineAddresses.of("0.0.0.0"));
  }

  @Test
  void serverOnOneAddress_isKnownByThatAndByWhatTheOperatorSays() {
    assertThat(names(Map.of(
            Setting.PUBLIC_URL,
            "https://models.example.com:8443/a",
            Setting.ALLOWED_HOSTS,
            "b.example")))
        .containsExactly("b.example", "127.0.0.1", "https://models.example.com:8443");
  }

  private List<String> names(Map<Setting, String> settings) {
    return FromConfig.names(TestConfig.in(folder, settings).http());
  }
}
