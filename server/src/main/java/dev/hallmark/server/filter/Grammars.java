package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Grammar.Attribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The grammars of the five resources, as in MLflow 3.17. */
final class Grammars {
  private Grammars() {}

  static Grammar registeredModels() {
    return new Builder(Searched.REGISTERED_MODELS)
        .prefixes(Kind.ATTRIBUTE, "attribute")
        .keyed(Kind.TAG, Rule.TEXT, "tag", "tags")
        .attribute(Rule.TEXT_OR_LIST, "name")
        .orderable("name", "name")
        .orderable("last_updated_timestamp", "timestamp", "last_updated_timestamp")
        .standard(ascending("name"))
        .tieBreak(ascending("name"))
        .prompts()
        .build();
  }

  static Grammar modelVersions() {
    return new Builder(Searched.MODEL_VERSIONS)
        .prefixes(Kind.ATTRIBUTE, "attribute")
        .keyed(Kind.TAG, Rule.TEXT, "tag", "tags")
        .attribute(Rule.TEXT_OR_LIST, "name")
        .attribute(Rule.TEXT_OR_LIST, "run_id")
        .attribute(Rule.TEXT, "source_path")
        .attribute(Rule.INTEGER, "version_number")
        .orderable("name", "name")
        .orderable("version_number", "version_number")
        .orderable("creation_timestamp", "creation_timestamp")
        .orderable("last_updated_timestamp", "last_updated_timestamp")
        .standard(
            descending("last_updated_timestamp"), ascending("name"), descending("version_number"))
        .tieBreak(ascending("name"), descending("version_number"))
        .prefixedOrder()
        .prompts()
        .build();
  }

  static Grammar experiments() {
    return new Builder(Searched.EXPERIMENTS)
        .prefixes(Kind.ATTRIBUTE, "attribute")
        .keyed(Kind.TAG, Rule.OPTIONAL_TEXT, "tag", "tags")
        .attribute(Rule.TEXT, "name")
        .attribute(Rule.IDENTIFIER, "experiment_id")
        .attribute(Rule.NUMBER, "creation_time")
        .attribute(Rule.NUMBER, "last_update_time")
        .orderable("name", "name")
        .orderable("experiment_id", "experiment_id")
        .orderable("creation_time", "creation_time")
        .orderable("last_update_time", "last_update_time")
        .standard(descending("creation_time"), ascending("experiment_id"))
        .tieBreak(descending("experiment_id"))
        .quotedAttributes()
        .prefixedOrder()
        .build();
  }

  static Grammar runs() {
    return new Builder(Searched.RUNS)
        .prefixes(Kind.ATTRIBUTE, "attribute", "attributes", "attr", "run")
        .keyed(Kind.METRIC, Rule.NUMBER, "metric", "metrics")
        .keyed(Kind.PARAM, Rule.OPTIONAL_TEXT, "parameter", "parameters", "param", "params")
        .keyed(Kind.TAG, Rule.OPTIONAL_TEXT, "tag", "tags")
        .keyed(Kind.DATASET, Rule.TEXT_OR_LIST, "dataset", "datasets")
        .attribute(Rule.TEXT_OR_LIST, "run_id")
        .attribute(Rule.TEXT, "run_name", "run_name", "run name", "Run name", "Run Name")
        .attribute(Rule.TEXT, "status")
        .attribute(Rule.TEXT, "user_id")
        .attribute(Rule.TEXT, "artifact_uri")
        .attribute(Rule.NUMBER, "start_time", "start_time", "created", "Created")
        .attribute(Rule.NUMBER, "end_time")
        .orderableAsFiltered()
        .orderableKinds(Kind.METRIC, Kind.PARAM, Kind.TAG)
        .standard(descending("start_time"), ascending("run_id"))
        .tieBreak(descending("start_time"), ascending("run_id"))
        .quotedAttributes()
        .prefixedOrder()
        .build();
  }

  static Grammar loggedModels() {
    return new Builder(Searched.LOGGED_MODELS)
        .prefixes(Kind.ATTRIBUTE, "attributes")
        .keyed(Kind.METRIC, Rule.NUMBER, "metrics")
        .keyed(Kind.PARAM, Rule.TEXT_OR_LIST, "params")
        .keyed(Kind.TAG, Rule.TEXT_OR_LIST, "tags")
        .attribute(Rule.TEXT_OR_LIST, "name")
        .attribute(Rule.TEXT_OR_LIST, "model_id")
        .attribute(Rule.TEXT_OR_LIST, "model_type")
        .attribute(Rule.TEXT_OR_LIST, "source_run_id")
        .attribute(Rule.TEXT_OR_LIST, "experiment_id")
        .attribute(Rule.CODE, "status")
        .attribute(Rule.NUMBER, "creation_timestamp", "creation_timestamp", "creation_time")
        .attribute(Rule.NUMBER, "last_updated_timestamp")
        .orderableAsFiltered()
        .orderableKinds(Kind.METRIC)
        .standard(descending("creation_timestamp"), ascending("model_id"))
        .tieBreak(descending("creation_timestamp"), ascending("model_id"))
        .quotedAttributes()
        .prefixedOrder()
        .build();
  }

  private static OrderKey ascending(String attribute) {
    return new OrderKey(Field.attribute(attribute), true);
  }

  private static OrderKey descending(String attribute) {
    return new OrderKey(Field.attribute(attribute), false);
  }

  /** Builds a grammar. */
  static final class Builder {
    final Searched searched;
    final Map<String, Kind> prefixes = new LinkedHashMap<>();
    final Map<Kind, Rule> rules = new EnumMap<>(Kind.class);
    final Map<String, Attribute> attributes = new LinkedHashMap<>();
    final Map<String, String> orderable = new LinkedHashMap<>();
    final Set<Kind> orderableKinds = EnumSet.noneOf(Kind.class);
    final List<OrderKey> standard = new ArrayList<>();
    final List<OrderKey> tieBreak = new ArrayList<>();
    boolean quotedAttributes;
    boolean prefixedOrder;
    boolean prompts;

    private Builder(Searched searched) {
      this.searched = searched;
    }

    private Builder prefixes(Kind kind, String... spellings) {
      for (String spelling : spellings) {
        prefixes.put(spelling, kind);
      }
      return this;
    }

    private Builder keyed(Kind kind, Rule rule, String... spellings) {
      rules.put(kind, rule);
      return prefixes(kind, spellings);
    }

    private Builder attribute(Rule rule, String key) {
      return attribute(rule, key, key);
    }

    private Builder attribute(Rule rule, String key, String... spellings) {
      for (String spelling : spellings) {
        attributes.put(spelling, new Attribute(key, rule));
      }
      return this;
    }

    private Builder orderable(String key, String... spellings) {
      for (String spelling : spellings) {
        orderable.put(spelling, key);
      }
      return this;
    }

    private Builder orderableAsFiltered() {
      attributes.forEach((spelling, attribute) -> orderable.put(spelling, attribute.key()));
      return this;
    }

    private Builder orderableKinds(Kind... kinds) {
      orderableKinds.addAll(List.of(kinds));
      return this;
    }

    private Builder standard(OrderKey... keys) {
      standard.addAll(List.of(keys));
      return this;
    }

    private Builder tieBreak(OrderKey... keys) {
      tieBreak.addAll(List.of(keys));
      return this;
    }

    private Builder quotedAttributes() {
      quotedAttributes = true;
      return this;
    }

    private Builder prefixedOrder() {
      prefixedOrder = true;
      return this;
    }

    private Builder prompts() {
      prompts = true;
      return this;
    }

    private Grammar build() {
      return new Grammar(this);
    }
  }
}
