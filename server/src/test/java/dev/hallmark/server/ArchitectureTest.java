package dev.hallmark.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hallmark.server.jobs.JobHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of packages: which may import which. A new package brings its line along. */
class ArchitectureTest {
  private static final String BASE = "dev.hallmark.server";
  private static final JavaClasses SERVER = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(BASE);

  private static final List<String> EVERYBODY =
      List.of("java..", "javax.sql..", "org.slf4j..", "com.google.errorprone..");
  private static final String JDBI = "org.jdbi..";
  private static final String AWS_SDK = "software.amazon.awssdk..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String JAVALIN = "io.javalin..";

  /** Per package: the others that it may import, and the libraries. */
  private static final Map<String, Imports> PACKAGES = new TreeMap<>(Map.ofEntries(
      line("error", List.of()),
      line("events", List.of()),
      line("config", List.of()),
      line("memory", List.of("error")),
      line("uri", List.of()),
      line("page", List.of("error", "memory")),
      line("filter", List.of("error")),
      line(
          "storage",
          List.of("error", "events", "page", "filter"),
          JDBI,
          "org.flywaydb..",
          "com.zaxxer..",
          "org.h2..",
          "org.postgresql.."),
      line("auth", List.of("error", "events", "page", "storage"), JDBI, "javax.crypto.."),
      line(
          "artifacts",
          List.of("error", "events", "page", "storage", "auth", "uri", "jobs"),
          JDBI,
          AWS_SDK,
          "javax.net.ssl..",
          "javax.xml.."),
      line("idempotency", List.of("error", "events", "page", "storage", "auth"), JDBI),
      line("workspaces", List.of("error", "events", "page", "storage", "auth"), JDBI),
      line("jobs", List.of("error", "events", "storage"), JDBI),
      line(
          "registry",
          List.of(
              "error",
              "events",
              "memory",
              "page",
              "filter",
              "storage",
              "auth",
              "artifacts",
              "idempotency",
              "jobs",
              "uri",
              "workspaces"),
          JDBI),
      line(
          "tracking",
          List.of(
              "error",
              "events",
              "memory",
              "page",
              "filter",
              "storage",
              "auth",
              "artifacts",
              "idempotency",
              "jobs",
              "workspaces",
              "registry"),
          JDBI,
          JACKSON),
      line("audit", List.of("error", "events", "page", "storage", "auth"), JDBI, JACKSON),
      line(
          "api",
          List.of("error", "memory", "auth", "api.requests"),
          JAVALIN,
          "jakarta.servlet..",
          "org.eclipse.jetty..",
          "kotlin.."),
      line("api.connections", List.of(), "org.eclipse.jetty.."),
      line(
          "api.requests",
          List.of("error", "memory", "uri", "api.connections"),
          JAVALIN,
          JACKSON,
          "jakarta.servlet..",
          "org.eclipse.jetty..",
          "kotlin.."),
      line(
          "api.responses",
          List.of("error", "memory"),
          JAVALIN,
          "jakarta.servlet..",
          "org.eclipse.jetty..",
          "kotlin.."),
      line(
          "api.calls",
          List.of("error", "auth", "api", "idempotency", "workspaces"),
          JAVALIN,
          "jakarta.servlet..",
          "kotlin.."),
      line("api.log", List.of("api", "auth"), "org.eclipse.jetty.."),
      line(
          "api.http",
          List.of("error", "api", "api.connections", "api.requests", "api.log"),
          JAVALIN,
          "jakarta.servlet..",
          "org.eclipse.jetty..",
          "kotlin.."),
      line(
          "api.mlflow",
          List.of(
              "error",
              "events",
              "memory",
              "page",
              "auth",
              "filter",
              "api",
              "api.calls",
              "api.requests",
              "api.responses",
              "artifacts",
              "idempotency",
              "workspaces",
              "registry",
              "tracking"),
          JAVALIN,
          JACKSON,
          "jakarta.servlet..",
          "kotlin.."),
      line(
          "api.v1",
          List.of(
              "error",
              "events",
              "memory",
              "auth",
              "api",
              "api.calls",
              "api.requests",
              "artifacts",
              "idempotency",
              "registry"),
          JAVALIN,
          JACKSON,
          "jakarta.servlet..",
          "kotlin.."),
      line(
          "web",
          List.of(
              "error",
              "events",
              "page",
              "auth",
              "api",
              "api.requests",
              "filter",
              "registry",
              "tracking"),
          JAVALIN,
          "kotlin.."),
      line("cli", List.of("config", ""), "picocli..", "dev.hallmark.client..")));

  record Imports(List<String> packages, List<String> libraries) {}

  private static Map.Entry<String, Imports> line(
      String name, List<String> packages, String... libraries) {
    return Map.entry(name, new Imports(packages, List.of(libraries)));
  }

  @TestFactory
  Stream<DynamicTest> package_importsWhatItsLineAllows() {
    return PACKAGES.entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(each.getKey(), () -> check(each.getKey(), each.getValue())));
  }

  private static void check(String name, Imports imports) {
    List<String> allowed = new ArrayList<>(EVERYBODY);
    allowed.addAll(imports.libraries);
    allowed.addAll(packagesOf(name));
    imports.packages.forEach(other -> allowed.addAll(packagesOf(other)));
    classes()
        .that(resideInAnyPackage(packagesOf(name).toArray(String[]::new)))
        .should(onlyDependOnClassesThat(
            resideInAnyPackage(allowed.toArray(String[]::new)).or(isPrimitiveOrArray())))
        .allowEmptyShould(true)
        .check(SERVER);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> isPrimitiveOrArray() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "a primitive or an array of one", type -> type.getBaseComponentType().isPrimitive());
  }

  /** With its inner packages; but the packages below {@code api} have lines of their own, and so has the root. */
  private static List<String> packagesOf(String name) {
    if (name.isEmpty()) {
      return List.of(BASE);
    }
    return name.equals("api") ? List.of(BASE + ".api") : List.of(BASE + "." + name + "..");
  }

  @Test
  void everyPackage_hasALine() {
    List<String> unknown = SERVER.stream()
        .map(JavaClass::getPackageName)
        .distinct()
        .filter(name -> !name.equals(BASE))
        .map(name -> name.substring(BASE.length() + 1))
        .filter(name -> PACKAGES.keySet().stream()
            .noneMatch(each -> name.equals(each) || name.startsWith(each + ".")))
        .toList();
    assertThat(unknown).isEmpty();
  }

  @Test
  void packages_areFreeOfCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void innerPackages_areFreeOfCycles() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(SERVER);
  }

  /** The lines of these packages keep them from knowing a protocol. */
  private static final String[] BELOW_PROTOCOLS = Stream.of(
          "calls", "connections", "requests", "responses", "log")
      .map(name -> BASE + ".api." + name)
      .toArray(String[]::new);

  @Test
  void protocols_doNotKnowEachOther() {
    slices()
        .matching(BASE + ".api.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(resideInAnyPackage(BASE + ".api.."), resideInAnyPackage(BELOW_PROTOCOLS))
        .allowEmptyShould(true)
        .check(SERVER);
  }

  @Test
  void awsSdk_isUsedByTheS3StoreOnly() {
    noClasses()
        .that(not(resideInAnyPackage(BASE + ".artifacts.s3..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(AWS_SDK)
        .check(SERVER);
  }

  @Test
  void registry_neverKnowsTracking() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".registry..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".tracking..")
        .check(SERVER);
  }

  @Test
  void writingTransactions_areOpenedByWritesOnly() {
    noClasses()
        .that(not(resideInAnyPackage(BASE + ".storage..")))
        .should()
        .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
            "opens a transaction",
            call -> (call.getTargetOwner().isAssignableTo(Jdbi.class)
                    || call.getTargetOwner().isAssignableTo(Handle.class))
                && (call.getName().contains("ransaction") || call.getName().equals("begin"))))
        .check(SERVER);
  }

  /** The runner holds the lease of a job while its handler works, paces it and stops it. */
  @Test
  void jobHandlers_areCalledByTheRunnerOnly() {
    noClasses()
        .that(not(resideInAnyPackage(BASE + ".jobs..")))
        .should()
        .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
            "works on jobs",
            call -> call.getTargetOwner().isAssignableTo(JobHandler.class)
                && call.getName().equals("work")))
        .check(SERVER);
  }

  /** Javalin reads all of these in the charset that the client names for its body, and fails where Java has none such. */
  @Test
  void queriesAndBodies_areReadAsUtf8() {
    noClasses()
        .should()
        .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
            "depends on the charset of the request",
            call -> call.getTargetOwner().isEquivalentTo(io.javalin.http.Context.class)
                && (call.getName().startsWith("query") && !call.getName().equals("queryString")
                    || call.getName().startsWith("form")
                    || call.getName().startsWith("body")
                    || call.getName().equals("characterEncoding")
                    || call.getName().equals("contentType")
                        && call.getTarget().getRawParameterTypes().isEmpty())))
        .check(SERVER);
  }

  /** Nested classes are told apart by the class around them. */
  @Test
  void simpleNames_areThereOnce() {
    Map<String, Long> counts = SERVER.stream()
        .filter(JavaClass::isTopLevelClass)
        .map(JavaClass::getSimpleName)
        .filter(name -> !name.equals("package-info"))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    counts.values().removeIf(count -> count == 1);
    assertThat(counts).isEmpty();
  }

  @Test
  void services_areFinal() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
        .and(not(assignableTo(Throwable.class)))
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .check(SERVER);
  }
}
