package dev.hallmark.server.registry;

import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.TestRegistry.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.NewVersion;
import dev.hallmark.server.registry.versions.SealReads;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.testkit.Pages;
import dev.hallmark.server.testkit.TestCallers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy decides model by model: who does not see one does not learn that it is there, and who only reads it changes nothing. */
abstract class ModelAccessContract extends RegistryContract {
  private static final ModelName SECRET = name("secret");
  private static final AliasName CHAMPION = new AliasName("champion");

  private Resource secret;
  private Caller blind;
  private Caller reader;

  @BeforeEach
  void make() {
    secret = Resource.model(registry.model("secret").id());
    registry.model("open");
    registry.version("secret");
    registry.version("open");
    registry.aliases.set(ANN, SECRET, CHAMPION, 1);
    blind = TestCallers.blindTo(secret);
    reader = TestCallers.onlyReading(secret);
  }

  private Map<String, ThrowingCallable> reads(Caller caller, ModelName model) {
    return new TreeMap<>(Map.of(
        "model", () -> registry.models.get(caller, model),
        "version", () -> registry.versions.get(caller, model, 1),
        "download uri", () -> registry.versions.downloadUri(caller, model, 1),
        "alias", () -> registry.aliases.find(caller, model, CHAMPION),
        "latest", () -> registry.aliases.find(caller, model, new AliasName("latest")),
        "stages", () -> registry.stages.latest(caller, model, EnumSet.allOf(Stage.class))));
  }

  private Map<String, ThrowingCallable> changes(Caller caller, ModelName model) {
    Map<String, ThrowingCallable> changes = new TreeMap<>(Map.of(
        "describe", () -> registry.models.describe(caller, model, new Description("x")),
        "tag", () -> registry.modelTags.set(caller, model, tag("a", "b")),
        "untag", () -> registry.modelTags.delete(caller, model, new TagKey("a")),
        "alias", () -> registry.aliases.set(caller, model, new AliasName("b"), 1),
        "drop alias", () -> registry.aliases.delete(caller, model, CHAMPION),
        "stage", () -> registry.stages.transition(caller, model, 1, Stage.STAGING, false),
        "describe version",
            () -> registry.versions.describe(caller, model, 1, new Description("x")),
        "tag version", () -> registry.versionTags.set(caller, model, 1, tag("a", "b")),
        "untag version", () -> registry.versionTags.delete(caller, model, 1, new TagKey("a"))));
    changes.put("new version", () -> newVersion(caller, model, "s3://bucket/x"));
    changes.put(
        "rename", () -> registry.models.rename(caller, Once.EACH_TIME, model, name("else")));
    changes.put("delete version", () -> registry.versions.delete(caller, Once.EACH_TIME, model, 1));
    changes.put("delete", () -> registry.models.delete(caller, Once.EACH_TIME, model));
    return changes;
  }

  private ModelVersion newVersion(Caller caller, ModelName model, String source) {
    return registry.versions.create(
        caller,
        Once.EACH_TIME,
        model,
        new NewVersion(source, "", "", "", new Description(""), List.of()));
  }

  private List<String> models(Caller caller) {
    return Pages.of(registry.models.search(
            caller,
            Grammar.REGISTERED_MODELS.filter(""),
            Grammar.REGISTERED_MODELS.order(List.of()),
            10,
            ""))
        .items()
        .stream()
        .map(RegisteredModel::name)
        .toList();
  }

  private List<String> versions(Caller caller, String filter) {
    return Pages.of(registry.versions.search(
            caller,
            Grammar.MODEL_VERSIONS.filter(filter),
            Grammar.MODEL_VERSIONS.order(List.of("name")),
            10,
            ""))
        .items()
        .stream()
        .map(ModelVersion::name)
        .toList();
  }

  /** What a call throws, but for the name that it was about. */
  private static String refusal(ThrowingCallable call, ModelName model) {
    try {
      call.call();
      return "nothing";
    } catch (RegistryException e) {
      List<Object> facts = List.of(e.kind(), e.subject(), e.reason(), e.field(), e.value());
      return facts.toString().replace(model.value(), "…");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void modelOutOfSight_isAsOneThatIsNotThere() {
    ModelName unknown = name("unknown");
    String before = registry.rows();
    for (var calls : List.of(reads(blind, SECRET), changes(blind, SECRET))) {
      Map<String, ThrowingCallable> same =
          calls.containsKey("rename") ? changes(ANN, unknown) : reads(ANN, unknown);
      calls.forEach((what, call) -> assertThat(refusal(call, SECRET))
          .as(what)
          .isEqualTo(refusal(same.get(what), unknown))
          .contains("NOT_FOUND"));
    }
    assertThat(registry.rows()).isEqualTo(before);
  }

  @Test
  void modelOutOfSight_isInNoListAndNoCount() {
    assertThat(models(ANN)).containsExactly("open", "secret");
    assertThat(models(blind)).containsExactly("open");
    assertThat(registry.models.countUpTo(blind, 10)).isEqualTo(1);
    assertThat(versions(ANN, "")).containsExactly("open", "secret");
    assertThat(versions(blind, "")).containsExactly("open");
    assertThat(versions(blind, "name = 'secret'")).isEmpty();
    assertThat(versions(blind, "name LIKE '%e%'")).containsExactly("open");
  }

  @Test
  void versionOutOfSight_isNoSource() {
    ModelName open = name("open");
    for (String selector : List.of("/1", "@champion", "/latest", "/None")) {
      assertRefused(
          () -> newVersion(blind, open, "models:/secret" + selector), NOT_FOUND, subject(selector));
      assertThat(newVersion(reader, open, "models:/secret" + selector).version())
          .isPositive();
    }
  }

  /** As for a model that is not there. */
  private Subject subject(String selector) {
    RegistryException unknown = (RegistryException) org.assertj.core.api.Assertions.catchThrowable(
        () -> newVersion(ANN, name("open"), "models:/unknown" + selector));
    return unknown.subject();
  }

  @Test
  void modelToRead_isReadAndNotChanged() throws Throwable {
    String before = registry.rows();
    for (ThrowingCallable read : reads(reader, SECRET).values()) {
      read.call();
    }
    assertThat(models(reader)).containsExactly("open", "secret");
    assertThat(versions(reader, "")).containsExactly("open", "secret");
    changes(reader, SECRET)
        .forEach((what, call) -> assertThatThrownBy(call)
            .as(what)
            .isInstanceOfSatisfying(
                RegistryException.class, e -> assertThat(e.kind()).isEqualTo(FORBIDDEN)));
    assertThat(registry.rows()).isEqualTo(before);
  }

  @Test
  void otherModels_areChangedAsEver() throws Throwable {
    for (Caller caller : List.of(blind, reader)) {
      registry.modelTags.set(caller, name("open"), tag("by", caller.name()));
      newVersion(caller, name("open"), "s3://bucket/x");
    }
    for (ThrowingCallable change : changes(ANN, SECRET).values()) {
      assertThat(refusal(change, SECRET)).doesNotContain(ErrorKind.FORBIDDEN.name());
    }
  }

  @Test
  void seal_isReadByThoseWhoSeeOneOfItsVersions() {
    registry.runs.runs.put("run1", "mlflow-artifacts:/0/run1/artifacts");
    registry.file("0/run1/artifacts/model/MLmodel", "flavors: {}");
    String digest = registry
        .version("secret", "runs:/run1/model", "run1", "")
        .source()
        .digest()
        .orElseThrow();
    ArtifactPath file = ArtifactPath.of("seals/" + digest + "/files/MLmodel");
    SealReads seals = new SealReads(registry.database.jdbi(), false);
    assertThat(seals.allows(TestCallers.reading(ANN), file)).isTrue();
    assertThat(seals.allows(TestCallers.reading(reader), file)).isTrue();
    assertThat(seals.allows(TestCallers.reading(blind), file)).isFalse();
    registry.version("open", "runs:/run1/model", "run1", "");
    assertThat(seals.allows(TestCallers.reading(blind), file)).isTrue();
  }
}
