package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.Test;

/** The statements that stand in annotations, which a connection compiles once and runs again and again. */
class FixedStatementsTest {
  private static final Pattern LIST = Pattern.compile("(?i)\\bany\\s*\\(|\\bin\\s*\\(\\s*[:<?]");
  private static final Pattern LIMIT =
      Pattern.compile("(?i)\\blimit\\b|\\bfetch\\s+(first|next)\\b");

  /** Its OR has H2 scan the table; the fault is in how H2 looks the entries of a list up in an index. */
  private static final String EXCEPTION = "ExperimentStore.overlapping";

  /** Without the classes of the libraries, whose import takes most of the time. */
  private static JavaClasses serverAlone() {
    return ArchConfiguration.withThreadLocalScope(settings -> {
      settings.setResolveMissingDependenciesFromClassPath(false);
      return new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.hallmark.server");
    });
  }

  /** H2 2.5.252 misses rows when such a statement runs again: see docs/decisions/0002. */
  @Test
  void query_hasNoLimitBesideAList() {
    List<JavaMethod> queries = serverAlone().stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(SqlQuery.class))
        .toList();
    assertThat(queries).hasSizeGreaterThan(50);
    assertThat(queries)
        .filteredOn(method -> {
          String sql = method.getAnnotationOfType(SqlQuery.class).value();
          return LIST.matcher(sql).find() && LIMIT.matcher(sql).find();
        })
        .extracting(method -> method.getOwner().getSimpleName() + "." + method.getName())
        .containsExactly(EXCEPTION);
  }
}
