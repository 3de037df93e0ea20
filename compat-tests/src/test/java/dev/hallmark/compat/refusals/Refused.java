package dev.hallmark.compat.refusals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response as it is compared: status, error code and message, without what differs from one start of a server to the next. */
final class Refused {
  private static final JsonMapper JSON = new JsonMapper();

  /** Experiments are numbered otherwise. */
  private static final Pattern NUMBER = Pattern.compile(
      "(Experiment with id=|experiment with id |The experiment |No such artifact: '|mlflow-artifacts:/)\\d+");

  /** MLflow prints sets, whose order changes. */
  private static final Pattern NAMES = Pattern.compile("([\\[{(])('[^']*'(?:, '[^']*')+)([]})])");

  private Refused() {}

  /** @param names the values of the script's variables at this server, by their name */
  static String of(int status, String body, Map<String, String> names) {
    JsonNode json = json(body);
    if (!json.has("error_code")) {
      return String.valueOf(status);
    }
    String message = json.path("message").asText();
    for (Map.Entry<String, String> each : names.entrySet()) {
      if (each.getValue().length() > 8) {
        message = message.replace(each.getValue(), each.getKey());
      }
    }
    message = NUMBER.matcher(message).replaceAll("$1N");
    return status + " " + json.path("error_code").asText() + " " + sorted(message);
  }

  private static String sorted(String message) {
    return NAMES.matcher(message).replaceAll(list -> {
      String[] names = list.group(2).split(", ");
      Arrays.sort(names);
      return Matcher.quoteReplacement(list.group(1) + String.join(", ", names) + list.group(3));
    });
  }

  private static JsonNode json(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? JSON.createObjectNode() : tree;
    } catch (IOException e) { // MLflow answers some mistakes with a page of HTML
      return JSON.createObjectNode();
    }
  }
}
