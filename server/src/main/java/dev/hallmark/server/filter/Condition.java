package dev.hallmark.server.filter;

/** One clause of a filter. */
public record Condition(Field field, Operator operator, Operand operand) {}
