package dev.hallmark.server.filter;

import java.util.List;

/** A parsed filter. Rows must satisfy all conditions. */
public record Filter(List<Condition> conditions, PromptScope prompts) {
  public Filter {
    conditions = List.copyOf(conditions);
  }

  /** The filter in filter syntax, for error messages; empty if it has no condition. */
  public String shown() {
    return String.join(" AND ", conditions.stream().map(Condition::shown).toList());
  }
}
