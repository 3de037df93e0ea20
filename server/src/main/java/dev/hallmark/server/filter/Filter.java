package dev.hallmark.server.filter;

import java.util.List;

/** What rows must satisfy: every condition. */
public record Filter(List<Condition> conditions, PromptScope prompts) {
  public Filter {
    conditions = List.copyOf(conditions);
  }

  /** As an error names it: in the words of filters; empty when it asks for everything. */
  public String shown() {
    return String.join(" AND ", conditions.stream().map(Condition::shown).toList());
  }
}
