package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.ModelVersionsPage;
import org.mlflow.tracking.RunsPage;

/** Holds the tests of this package, and the reference, against what the client can do: no public method is left out. */
class EveryMethodTest {
  private static final Path REFERENCE = Path.of("../docs/reference/mlflow-java-client.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /** All types of the client that speak with a server. */
  private static final List<Class<?>> TYPES = List.of(
      MlflowClient.class,
      MlflowContext.class,
      ActiveRun.class,
      RunsPage.class,
      ExperimentsPage.class,
      ModelVersionsPage.class);

  private static final Set<String> CALLED = new ClassFileImporter()
      .importPackagesOf(EveryMethodTest.class).stream()
          .flatMap(EveryMethodTest::called)
          .collect(Collectors.toSet());

  /** As {@code org.mlflow.tracking.MlflowClient.getRun(java.lang.String)}, called or referred to. */
  private static Stream<String> called(JavaClass test) {
    return Stream.concat(
            test.getMethodCallsFromSelf().stream(), test.getMethodReferencesFromSelf().stream())
        .map(JavaAccess::getTarget)
        .map(target -> target.getFullName().replace(" ", ""));
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void everyPublicMethod_isCalledByATest(Class<?> type) {
    List<String> methods = methods(type).map(EveryMethodTest::signature).toList();
    assertThat(methods).isNotEmpty();
    assertThat(CALLED).containsAll(methods);
  }

  @Test
  void reference_listsEveryMethodAndNoOther() throws IOException {
    Set<String> methods = TYPES.stream()
        .flatMap(EveryMethodTest::methods)
        .map(Method::getName)
        .collect(Collectors.toSet());
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(methods);
  }

  /** What stands in the first cells of the page's tables. */
  private static Set<String> listed() throws IOException {
    try (Stream<String> lines = Files.lines(REFERENCE)) {
      return lines
          .filter(line -> line.startsWith("| "))
          .map(line -> line.split("\\|", -1)[1])
          .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
          .collect(Collectors.toSet());
    }
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge());
  }

  private static String signature(Method method) {
    String parameters = Arrays.stream(method.getParameterTypes())
        .map(Class::getTypeName)
        .collect(Collectors.joining(","));
    return method.getDeclaringClass().getName() + "." + method.getName() + "(" + parameters + ")";
  }
}
