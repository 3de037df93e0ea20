package dev.hallmark.server.filter;

import java.util.List;

/** What rows must satisfy: every condition. */
public record Filter(List<Condition> conditions, PromptScope prompts) {
  public Filter {
    conditions = List.copyOf(conditions);
  }
}
