package dev.hallmark.server.filter;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Token.Type;
import dev.hallmark.server.filter.Tokens.RawField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parses a filter according to a grammar. */
final class FilterParser {
  private static final int MAX_LENGTH = 250_000;
  private static final int MAX_CONDITIONS = 100;

  private final Grammar grammar;
  private final Refusals refusals;
  private final Tokens tokens;
  private final OperandParser operands;

  private FilterParser(Grammar grammar, String text) {
    this.grammar = grammar;
    this.refusals = Refusals.ofFilter(grammar.searched());
    this.tokens = new Tokens(text, refusals);
    this.operands = new OperandParser(tokens, refusals);
  }

  static Filter parse(Grammar grammar, String text) {
    Refusals refusals = Refusals.ofFilter(grammar.searched());
    TextLimits.check(text, MAX_LENGTH, refusals);
    if (!text.isEmpty() && text.isBlank()) {
      throw refusals.blank(text);
    }
    List<Condition> conditions = new FilterParser(grammar, text).conditions();
    return grammar.prompts()
        ? PromptConditions.split(conditions)
        : new Filter(conditions, PromptScope.NOT_APPLICABLE);
  }

  /** A trailing AND is accepted, because MLflow's Python client sends one. */
  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    while (!tokens.peek().is(Type.END)) {
      if (conditions.size() == MAX_CONDITIONS) {
        throw refusals.tooLong("conditions", MAX_CONDITIONS);
      }
      conditions.add(condition());
      if (!tokens.takeKeyword("and") && !tokens.peek().is(Type.END)) {
        throw tokens.malformed();
      }
    }
    return conditions;
  }

  private Condition condition() {
    RawField raw = tokens.field();
    Operator operator = operator();
    Kind kind = kind(raw);
    Field field = new Field(kind, raw.key());
    Rule rule = switch (kind) {
      case ATTRIBUTE -> {
        Grammar.Attribute attribute = attribute(raw);
        field = Field.attribute(attribute.key());
        yield attribute.rule();
      }
      case DATASET -> {
        if (!Datasets.KEYS.contains(raw.key())) {
          throw refusals.unknownKey(kind, raw.key(), Datasets.KEYS);
        }
        yield grammar.rule(kind);
      }
      case TAG, PARAM, METRIC -> grammar.rule(kind);
    };
    if (!rule.supports(operator)) {
      throw unsupported(field, operator, rule);
    }
    return new Condition(field, operator, operands.read(field, operator, rule.value()));
  }

  private RegistryException unsupported(Field field, Operator operator, Rule rule) {
    boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
    return list && field.kind() != Kind.ATTRIBUTE
        ? refusals.type(field, operands.shownList(), "text")
        : refusals.operator(field, operator, supportedBy(operator), rule);
  }

  private Kind kind(RawField raw) {
    return raw.prefix().isEmpty()
        ? Kind.ATTRIBUTE
        : grammar
            .prefix(raw.prefix())
            .orElseThrow(() -> refusals.unknownPrefix(raw.prefix(), grammar.prefixes()));
  }

  private Grammar.Attribute attribute(RawField raw) {
    if (raw.quoted() && !grammar.quotedAttributes()) {
      throw refusals.unknownKey(
          Kind.ATTRIBUTE, "`" + raw.key() + "`", grammar.attributes().keySet());
    }
    return grammar
        .attribute(raw.key())
        .orElseThrow(() ->
            refusals.unknownKey(Kind.ATTRIBUTE, raw.key(), grammar.attributes().keySet()));
  }

  private Operator operator() {
    Token token = tokens.next();
    if (token.is(Type.OPERATOR)) {
      for (Operator each : Operator.values()) {
        if (each.spelling().equals(token.text())) {
          return each;
        }
      }
    } else if (token.isKeyword("like")) {
      return Operator.LIKE;
    } else if (token.isKeyword("ilike")) {
      return Operator.ILIKE;
    } else if (token.isKeyword("in")) {
      return Operator.IN;
    } else if (token.isKeyword("not") && tokens.takeKeyword("in")) {
      return Operator.NOT_IN;
    } else if (token.isKeyword("is")) {
      boolean negated = tokens.takeKeyword("not");
      if (tokens.takeKeyword("null")) {
        return negated ? Operator.IS_NOT_NULL : Operator.IS_NULL;
      }
    }
    throw tokens.malformed();
  }

  private Set<String> supportedBy(Operator operator) {
    Set<String> supportedBy = new LinkedHashSet<>();
    grammar.attributes().values().stream()
        .filter(attribute -> attribute.rule().supports(operator))
        .forEach(attribute -> supportedBy.add(attribute.key()));
    return supportedBy;
  }
}
