package dev.hallmark.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("secret.key");
  }

  @Test
  void readOrCreate_createsAFileForItsOwnerAlone_andKeepsIt() throws IOException {
    byte[] derived = SecretKey.readOrCreate(file).derive("test");
    assertThat(file).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SecretKey.readOrCreate(file).derive("test")).isEqualTo(derived);
    assertThat(SecretKey.read(file).derive("test")).isEqualTo(derived);
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing is left of the making").containsExactly(file);
    }
  }

  @Test
  void read_makesNothing() {
    assertThatThrownBy(() -> SecretKey.read(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 5000})
  void read_refusesAnyOtherLength(int length) throws IOException {
    Files.write(file, new byte[length]);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> SecretKey.readOrCreate(file)).hasMessage("it must be 32 bytes long");
    }
    assertThat(file).hasSize(length);
  }

  @Test
  void derive_givesEachPurposeItsOwnKey() throws IOException {
    SecretKey key = SecretKey.readOrCreate(file);
    assertThat(key.derive("a")).hasSize(32).isNotEqualTo(key.derive("b"));
  }

  @Test
  void fits_onlyTheKeyThatTheDatabaseSawFirst() throws IOException {
    SecretKey first = SecretKey.readOrCreate(file);
    SecretKey other = SecretKey.readOrCreate(folder.resolve("other.key"));
    try (Database database = Database.memory()) {
      SecretKeyCheck check = new SecretKeyCheck(database.jdbi(), new Writes(database, List.of()));
      assertThat(check.fits(first)).isTrue();
      assertThat(check.fits(other)).isFalse();
      assertThat(check.fits(first)).isTrue();
    }
  }
}
