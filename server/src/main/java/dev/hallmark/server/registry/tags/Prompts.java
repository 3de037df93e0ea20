package dev.hallmark.server.registry.tags;

import dev.hallmark.server.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prompts are models and versions with certain tags, and the tags are what a prompt's version consists of. */
public final class Prompts {
  public static final String MARK = "mlflow.prompt.is_prompt";

  /** The template itself. */
  static final String TEXT = "mlflow.prompt.text";

  /** Text, kind, response format and model configuration, as MLflow 3.17 writes them. */
  private static final List<String> CONTENTS = List.of(
      "_mlflow_prompt_model_config", "_mlflow_prompt_response_format", "_mlflow_prompt_type", TEXT);

  private static final Set<String> PLACEHOLDERS = Set.of("dummy-source", "prompt-template");

  private Prompts() {}

  public static boolean marked(Tags tags) {
    return marks(tags.byKey().getOrDefault(MARK, ""));
  }

  /** Whether a tag {@link #MARK} of this value makes a prompt. */
  public static boolean marks(String value) {
    return value.equalsIgnoreCase("true");
  }

  /** A prompt has no files: its source must be one of the words that stand for none. */
  public static boolean isPlaceholder(String source) {
    return PLACEHOLDERS.contains(source);
  }

  /** Tags that may not change once a version of a prompt is registered. */
  public static boolean fixed(String key) {
    return key.equals(MARK) || CONTENTS.contains(key);
  }

  /**
   * The SHA-256, in hex, over a line for each content that is there, in the order of the keys and made as the manifest of
   * a seal: digest, size in bytes, key.
   */
  public static String digest(Map<String, String> tags) {
    StringBuilder manifest = new StringBuilder();
    for (String key : CONTENTS) {
      if (tags.containsKey(key)) {
        byte[] content = tags.get(key).getBytes(StandardCharsets.UTF_8);
        manifest.append(Sha256.hex(content)).append("  ").append(content.length);
        manifest.append("  ").append(key).append('\n');
      }
    }
    return Sha256.hex(manifest.toString().getBytes(StandardCharsets.UTF_8));
  }
}
