package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.ModelVersionsPage;
import org.mlflow.tracking.RunsPage;

/** Holds the tests of this package against what the client can do: none of its public methods is left out. */
class EveryMethodTest {
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
  @ValueSource(
      classes = {
        MlflowClient.class,
        MlflowContext.class,
        ActiveRun.class,
        RunsPage.class,
        ExperimentsPage.class,
        ModelVersionsPage.class
      })
  void everyPublicMethod_isCalledByATest(Class<?> type) {
    List<String> methods = Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
        .map(EveryMethodTest::signature)
        .toList();
    assertThat(methods).isNotEmpty();
    assertThat(CALLED).containsAll(methods);
  }

  private static String signature(Method method) {
    String parameters = Arrays.stream(method.getParameterTypes())
        .map(Class::getTypeName)
        .collect(Collectors.joining(","));
    return method.getDeclaringClass().getName() + "." + method.getName() + "(" + parameters + ")";
  }
}
