package dev.hallmark.server.filter;

import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Token.Type;
import dev.hallmark.server.filter.Tokens.RawField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parses order_by entries according to a grammar. */
final class OrderParser {
  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_ENTRIES = 16;

  private final Grammar grammar;
  private final Refusals refusals;

  private OrderParser(Grammar grammar) {
    this.grammar = grammar;
    this.refusals = Refusals.ofOrder(grammar.searched());
  }

  static Order parse(Grammar grammar, List<String> entries) {
    OrderParser parser = new OrderParser(grammar);
    return parser.total(entries, parser::entry);
  }

  static Order complete(Grammar grammar, List<OrderEntry> entries) {
    OrderParser parser = new OrderParser(grammar);
    return parser.total(entries, parser::entry);
  }

  private <E> Order total(List<E> entries, java.util.function.Function<E, OrderKey> read) {
    if (entries.size() > MAX_ENTRIES) {
      throw refusals.tooLong("entries", MAX_ENTRIES);
    }
    List<OrderKey> keys = new ArrayList<>();
    Set<OrderKey> seen = new LinkedHashSet<>();
    for (E entry : entries) {
      OrderKey key = read.apply(entry);
      if (!seen.add(new OrderKey(key.field(), true, key.dataset()))) {
        throw refusals.duplicate(key.field().key());
      }
      keys.add(key);
    }
    for (OrderKey key : entries.isEmpty() ? grammar.standard() : grammar.tieBreak()) {
      if (seen.add(new OrderKey(key.field(), true))) {
        keys.add(key);
      }
    }
    return new Order(keys);
  }

  private OrderKey entry(String text) {
    TextLimits.check(text, MAX_LENGTH, refusals);
    Tokens tokens = new Tokens(text, refusals);
    Field field = field(tokens);
    boolean descending = tokens.takeKeyword("desc");
    boolean directed = descending || tokens.takeKeyword("asc");
    if (!tokens.peek().is(Type.END)) {
      throw directed ? tokens.malformed() : refusals.direction(text);
    }
    return new OrderKey(field, !descending);
  }

  private OrderKey entry(OrderEntry entry) {
    TextLimits.check(entry.field(), MAX_LENGTH, refusals);
    TextLimits.check(entry.dataset().name(), MAX_LENGTH, refusals);
    TextLimits.check(entry.dataset().digest(), MAX_LENGTH, refusals);
    Tokens tokens = new Tokens(entry.field(), refusals);
    Field field = field(tokens);
    if (!tokens.peek().is(Type.END)) {
      throw tokens.malformed();
    }
    boolean metric = field.kind() == Kind.METRIC;
    return new OrderKey(field, entry.ascending(), metric ? entry.dataset() : DatasetRef.ANY);
  }

  private Field field(Tokens tokens) {
    RawField raw = unquoted(tokens.field());
    if (!raw.prefix().isEmpty() && !grammar.prefixedOrder()) {
      throw refusals.unknownKey(
          Kind.ATTRIBUTE, raw.prefix() + "." + raw.key(), grammar.orderable());
    }
    Kind kind = raw.prefix().isEmpty()
        ? Kind.ATTRIBUTE
        : grammar
            .prefix(raw.prefix())
            .orElseThrow(() -> refusals.unknownPrefix(raw.prefix(), grammar.prefixes()));
    if (kind == Kind.ATTRIBUTE) {
      return Field.attribute(grammar
          .orderable(raw.key())
          .orElseThrow(() -> refusals.unknownKey(kind, raw.key(), grammar.orderable())));
    }
    if (!grammar.ordersBy(kind)) {
      throw refusals.unknownKey(kind, raw.key(), grammar.orderable());
    }
    return new Field(kind, raw.key());
  }

  /** Unlike a filter, an order may quote prefix and key together. */
  private RawField unquoted(RawField raw) {
    int dot = raw.key().indexOf('.');
    boolean together =
        raw.quoted() && raw.prefix().isEmpty() && dot > 0 && dot < raw.key().length() - 1;
    return together && grammar.prefix(raw.key().substring(0, dot)).isPresent()
        ? new RawField(raw.key().substring(0, dot), raw.key().substring(dot + 1), true)
        : raw;
  }
}
