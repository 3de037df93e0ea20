package dev.hallmark.server.registry.tags;

import dev.hallmark.server.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prompts: models and versions that have certain tags. The contents of a prompt version are stored in tags. */
public final class Prompts {
  public static final String MARK = "mlflow.prompt.is_prompt";

  /** The tag with the template. */
  static final String TEXT = "mlflow.prompt.text";

  /** The tags with the contents: text, type, response format and model configuration, as in MLflow 3.17. */
  private static final List<String> CONTENTS = List.of(
      "_mlflow_prompt_model_config", "_mlflow_prompt_response_format", "_mlflow_prompt_type", TEXT);

  private static final Set<String> PLACEHOLDERS = Set.of("dummy-source", "prompt-template");

  private Prompts() {}

  public static boolean marked(Tags tags) {
    return marks(tags.byKey().getOrDefault(MARK, ""));
  }

  /** Whether a tag {@link #MARK} with this value marks a prompt. */
  public static boolean marks(String value) {
    return value.equalsIgnoreCase("true");
  }

  /** Whether the source is one of the placeholders for prompts, which have no files. */
  public static boolean isPlaceholder(String source) {
    return PLACEHOLDERS.contains(source);
  }

  /** Whether this tag of a registered prompt version must not change. */
  public static boolean fixed(String key) {
    return key.equals(MARK) || CONTENTS.contains(key);
  }

  /**
   * The SHA-256 of the contents in hexadecimal digits. It is computed over one line for each content tag, sorted by key, in the format of a
   * seal's manifest: digest, size in bytes, key.
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
