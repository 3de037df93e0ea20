package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.MachineAddresses;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:5000",
    "::1, http://[::1]:5000",
    "models.example.com, http://models.example.com:5000"
  })
  void oneHost_isTheAddress(String host, String address) {
    assertThat(addresses(Map.of(Setting.HOST, host))).containsExactly(address);
  }

  @Test
  void publicUrl_comesFirst() {
    assertThat(addresses(Map.of(Setting.PUBLIC_URL, "https://models.example.com/")))
        .containsExactly("https://models.example.com", "http://127.0.0.1:5000");
  }

  @Test
  void address_isListedOnce() {
    assertThat(addresses(Map.of(Setting.PUBLIC_URL, "http://127.0.0.1:5000")))
        .containsExactly("http://127.0.0.1:5000");
    assertThat(addresses(Map.of(Setting.HOST, "0.0.0.0", Setting.ALLOWED_HOSTS, "127.0.0.1")))
        .containsOnlyOnce("http://127.0.0.1:5000");
  }

  @Test
  void allAddresses_areThoseThatColleaguesCanUse_andThisMachinesOwnLast() {
    List<String> addresses = addresses(
        Map.of(Setting.HOST, "0.0.0.0", Setting.ALLOWED_HOSTS, "models.example.com,*.example.org"));
    assertThat(addresses)
        .startsWith("http://models.example.com:5000")
        .containsAll(MachineAddresses.of("0.0.0.0").stream()
            .map(each -> "http://" + each + ":5000")
            .toList())
        .endsWith("http://127.0.0.1:5000")
        .noneMatch(each -> each.contains("0.0.0.0") || each.contains("*"));
  }

  @Test
  void python_getsTheAddressForColleagues() {
    assertThat(
            printed(Map.of(Setting.HOST, "0.0.0.0", Setting.ALLOWED_HOSTS, "models.example.com")))
        .contains("listens on http://models.example.com:5001\n")
        .contains("  also       http://127.0.0.1:5001\n")
        .contains("set_tracking_uri(\"http://models.example.com:5001\")");
  }

  @Test
  void artifacts_haveALineForEachSettingThatIsSet() {
    assertThat(lines(Map.of())).containsExactly("database", "artifacts");
    assertThat(printed(Map.of(
            Setting.ARTIFACTS,
            "s3://models/hallmark",
            Setting.DEFAULT_ARTIFACT_ROOT,
            "s3://team-a/mlflow/",
            Setting.ARTIFACT_SOURCE,
            "s3://team-b,file:///mnt/archive,s3://team-a/mlflow",
            Setting.ARTIFACT_TRANSFER,
            "both",
            Setting.S3_ENDPOINT,
            "https://s3.example.com:9000/")))
        .contains("  artifacts  s3://models/hallmark\n"
            + "  new runs   s3://team-a/mlflow (clients store files there themselves)\n"
            + "  sources    s3://team-b, file:///mnt/archive\n"
            + "  transfers  both\n"
            + "  S3 service https://s3.example.com:9000\n\n");
    assertThat(lines(Map.of(
            Setting.ARTIFACT_SOURCE,
            "file:///mnt/archive",
            Setting.DEFAULT_ARTIFACT_ROOT,
            "mlflow-artifacts:/team-a")))
        .containsExactly("database", "artifacts", "sources");
  }

  /** The titles of the indented lines before the first empty one. */
  private static List<String> lines(Map<Setting, String> flags) {
    return printed(flags)
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith("  "))
        .map(line -> line.strip().split(" ")[0])
        .toList();
  }

  private static String printed(Map<Setting, String> flags) {
    StringWriter out = new StringWriter();
    Greeting.print(config(flags), 5001, new PrintWriter(out, true));
    return out.toString();
  }

  private static List<String> addresses(Map<Setting, String> flags) {
    return Greeting.addresses(config(flags).http(), 5000);
  }

  private static Config config(Map<Setting, String> flags) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.AUTH, "none");
    all.putAll(flags);
    return Config.of(Settings.read(all, Map.of()));
  }
}
