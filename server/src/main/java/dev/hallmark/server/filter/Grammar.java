package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Field.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a resource can be filtered and ordered by. */
public final class Grammar {
  public static final Grammar REGISTERED_MODELS = Grammars.registeredModels();
  public static final Grammar MODEL_VERSIONS = Grammars.modelVersions();
  public static final Grammar EXPERIMENTS = Grammars.experiments();
  public static final Grammar RUNS = Grammars.runs();
  public static final Grammar LOGGED_MODELS = Grammars.loggedModels();

  /** An attribute under the name that rows know it by. */
  record Attribute(String key, Rule rule) {}

  private final Searched searched;
  private final Map<String, Kind> prefixes;
  private final Map<Kind, Rule> rules;
  private final Map<String, Attribute> attributes;
  private final Map<String, String> orderable;
  private final Set<Kind> orderableKinds;
  private final List<OrderKey> standard;
  private final List<OrderKey> tieBreak;
  private final boolean quotedAttributes;
  private final boolean prefixedOrder;
  private final boolean prompts;

  Grammar(Grammars.Builder made) {
    searched = made.searched;
    prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(made.prefixes));
    rules = Map.copyOf(made.rules);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(made.attributes));
    orderable = Collections.unmodifiableMap(new LinkedHashMap<>(made.orderable));
    orderableKinds = Set.copyOf(made.orderableKinds);
    standard = List.copyOf(made.standard);
    tieBreak = List.copyOf(made.tieBreak);
    quotedAttributes = made.quotedAttributes;
    prefixedOrder = made.prefixedOrder;
    prompts = made.prompts;
  }

  /** Reads a filter; the empty text asks for everything, a blank one is refused. */
  public Filter filter(String text) {
    return FilterParser.parse(this, text);
  }

  /** Reads order_by entries, {@code <field> [ASC|DESC]}, and completes them to a total order. */
  public Order order(List<String> entries) {
    return OrderParser.parse(this, entries);
  }

  /** The same of entries that carry their direction beside the field. */
  public Order orderOf(List<OrderEntry> entries) {
    return OrderParser.complete(this, entries);
  }

  Searched searched() {
    return searched;
  }

  Optional<Kind> prefix(String prefix) {
    return Optional.ofNullable(prefixes.get(prefix));
  }

  /** What MLflow names as valid before a dot: the kinds for runs, all their spellings elsewhere. */
  Collection<String> prefixes() {
    return searched == Searched.RUNS
        ? prefixes.values().stream().distinct().map(Kind::word).toList()
        : prefixes.keySet();
  }

  Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  Map<String, Attribute> attributes() {
    return attributes;
  }

  /** Of every kind but attributes, which have one each. */
  Rule rule(Kind kind) {
    return rules.get(kind);
  }

  /** The key that rows know this attribute by, if they can be ordered by it. */
  Optional<String> orderable(String name) {
    return Optional.ofNullable(orderable.get(name));
  }

  Set<String> orderable() {
    return orderable.keySet();
  }

  boolean ordersBy(Kind kind) {
    return orderableKinds.contains(kind);
  }

  List<OrderKey> standard() {
    return standard;
  }

  List<OrderKey> tieBreak() {
    return tieBreak;
  }

  /** Whether an attribute may stand in backticks or double quotes in a filter. */
  boolean quotedAttributes() {
    return quotedAttributes;
  }

  /** Whether an order may name its fields with their prefix. */
  boolean prefixedOrder() {
    return prefixedOrder;
  }

  /** Whether the resource's rows are models or prompts, and a filter says which. */
  boolean prompts() {
    return prompts;
  }
}
