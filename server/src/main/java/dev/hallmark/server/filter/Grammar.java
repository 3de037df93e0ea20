package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Field.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields by which a resource can be filtered and ordered. */
public final class Grammar {
  public static final Grammar REGISTERED_MODELS = Grammars.registeredModels();
  public static final Grammar MODEL_VERSIONS = Grammars.modelVersions();
  public static final Grammar EXPERIMENTS = Grammars.experiments();
  public static final Grammar RUNS = Grammars.runs();
  public static final Grammar LOGGED_MODELS = Grammars.loggedModels();

  /** An attribute with its canonical key. */
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

  Grammar(Grammars.Builder builder) {
    searched = builder.searched;
    prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.prefixes));
    rules = Map.copyOf(builder.rules);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
    orderable = Collections.unmodifiableMap(new LinkedHashMap<>(builder.orderable));
    orderableKinds = Set.copyOf(builder.orderableKinds);
    standard = List.copyOf(builder.standard);
    tieBreak = List.copyOf(builder.tieBreak);
    quotedAttributes = builder.quotedAttributes;
    prefixedOrder = builder.prefixedOrder;
    prompts = builder.prompts;
  }

  /** Parses a filter. An empty text matches everything; a blank one is rejected. */
  public Filter filter(String text) {
    return FilterParser.parse(this, text);
  }

  /** Parses order_by entries, {@code <field> [ASC|DESC]}, and adds tie-breakers for a total order. */
  public Order order(List<String> entries) {
    return OrderParser.parse(this, entries);
  }

  /** As {@link #order}, for entries with a separate direction. */
  public Order orderOf(List<OrderEntry> entries) {
    return OrderParser.complete(this, entries);
  }

  Searched searched() {
    return searched;
  }

  Optional<Kind> prefix(String prefix) {
    return Optional.ofNullable(prefixes.get(prefix));
  }

  /** The valid prefixes for error messages, as MLflow lists them: the kinds for runs, all spellings for other resources. */
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

  /** The rule of a kind other than attributes, which have one rule each. */
  Rule rule(Kind kind) {
    return rules.get(kind);
  }

  /** The canonical key of this attribute if the resource can be ordered by it. */
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

  /** Whether a filter may quote an attribute with backticks or double quotes. */
  boolean quotedAttributes() {
    return quotedAttributes;
  }

  /** Whether fields of an order may have a prefix. */
  boolean prefixedOrder() {
    return prefixedOrder;
  }

  /** Whether the resource has both models and prompts, between which a filter selects. */
  boolean prompts() {
    return prompts;
  }
}
