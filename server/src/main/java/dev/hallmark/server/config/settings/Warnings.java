package dev.hallmark.server.config.settings;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Problems in the environment that do not prevent the start. */
public final class Warnings {
  private static final String PREFIX = "HALLMARK_";

  /** Read by {@code bin/hallmark}. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("HALLMARK_JAVA_OPTS");

  private Warnings() {}

  /** One warning per line. */
  public static List<String> of(Map<String, String> environment) {
    List<String> warnings = new ArrayList<>(unknownVariables(environment));
    fileNames(System.getProperty("sun.jnu.encoding", "UTF-8")).ifPresent(warnings::add);
    return List.copyOf(warnings);
  }

  public static List<String> unknownVariables(Map<String, String> environment) {
    Set<String> known =
        Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
    known.addAll(OF_THE_LAUNCHER);
    return new TreeSet<>(environment.keySet())
        .stream()
            .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
            .map(name -> "the variable " + name + " is unknown and has no effect"
                + Similar.question(name, known))
            .toList();
  }

  /**
   * Warns if file names cannot contain all characters. The JVM takes the character set of file names from the locale when it starts.
   *
   * @param charset the character set of the JVM
   */
  public static Optional<String> fileNames(String charset) {
    return Charset.isSupported(charset) && Charset.forName(charset).newEncoder().canEncode("ü語")
        ? Optional.empty()
        : Optional.of("the locale's character set is " + charset
            + ", so artifacts with other characters in their names are refused:"
            + " set LC_ALL=C.UTF-8, or start with bin/hallmark, which does");
  }
}
