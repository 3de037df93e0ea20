package dev.hallmark.server.tracking;

import java.util.List;
import java.util.random.RandomGenerator;

/** Generates names for runs and logged models that have none, such as {@code amber-otter-412}. */
public final class GeneratedNames {
  private static final List<String> ADJECTIVES = List.of(
      "amber", "ample", "bold", "brisk", "bronze", "calm", "candid", "clear", "clever", "copper",
      "crisp", "dapper", "deft", "eager", "early", "fair", "fond", "frank", "gentle", "gilded",
      "glad", "golden", "grand", "hardy", "humble", "ivory", "jolly", "keen", "kind", "lively",
      "lucid", "mellow", "merry", "mild", "neat", "nimble", "noble", "placid", "plucky", "polite",
      "proud", "quick", "quiet", "ready", "rosy", "silver", "sober", "spry", "steady", "stout",
      "sunny", "swift", "tidy", "trusty", "upbeat", "valiant", "vivid", "warm", "wise", "zesty");

  private static final List<String> NOUNS = List.of(
      "alder",
      "anvil",
      "badger",
      "beacon",
      "birch",
      "bison",
      "brook",
      "cedar",
      "cobalt",
      "comet",
      "condor",
      "coral",
      "crane",
      "crucible",
      "dolphin",
      "elm",
      "falcon",
      "fern",
      "finch",
      "fjord",
      "flint",
      "forge",
      "garnet",
      "gazelle",
      "glacier",
      "harbor",
      "hazel",
      "heron",
      "ibex",
      "jasper",
      "juniper",
      "kestrel",
      "lagoon",
      "larch",
      "lark",
      "lynx",
      "maple",
      "marten",
      "meadow",
      "mint",
      "nugget",
      "onyx",
      "opal",
      "otter",
      "pebble",
      "pine",
      "plover",
      "puffin",
      "quartz",
      "raven",
      "reef",
      "robin",
      "sable",
      "sparrow",
      "summit",
      "thistle",
      "tundra",
      "walnut",
      "willow",
      "wren");

  private static final int NUMBERS = 1000;

  private GeneratedNames() {}

  public static String next(RandomGenerator random) {
    return ADJECTIVES.get(random.nextInt(ADJECTIVES.size()))
        + "-" + NOUNS.get(random.nextInt(NOUNS.size()))
        + "-" + random.nextInt(NUMBERS);
  }
}
