package dev.hallmark.server.api.mlflow;

import com.fasterxml.jackson.databind.DeserializationContext;

/** Where the readers of a request's JSON book what they make. */
interface Charge {
  String ATTRIBUTE = "hallmark.charge";

  void take(long bytes);

  static Charge of(DeserializationContext ctxt) {
    return (Charge) ctxt.getAttribute(ATTRIBUTE);
  }
}
