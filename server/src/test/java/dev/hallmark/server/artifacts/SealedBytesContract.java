package dev.hallmark.server.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What is done to the source, or to another seal, changes no byte of a seal. */
abstract class SealedBytesContract extends SealingContract {
  @Test
  void sealedFiles_keepTheirBytesWhenTheSourceIsOverwrittenInPlace() throws IOException {
    Seal seal = uploadedModel();
    Path weights = folder.resolve(MODEL.child("data/model.pkl").value());
    FileTime before = Files.getLastModifiedTime(weights);
    Files.writeString(weights, "forged!", StandardOpenOption.WRITE);
    Files.setLastModifiedTime(weights, before);
    assertIntact(seal);

    Files.writeString(weights, "something longer", StandardOpenOption.TRUNCATE_EXISTING);
    assertIntact(seal);
    assertThat(seals.seal(READER, MODEL).orElseThrow().digest()).isNotEqualTo(seal.digest());
    assertIntact(seal);
  }

  @Test
  void sealedFiles_keepTheirModesWhenTheSourceIsChmodded() throws IOException {
    Seal seal = uploadedModel();
    Files.setPosixFilePermissions(
        folder.resolve(MODEL.child("MLmodel").value()),
        PosixFilePermissions.fromString("---------"));
    Path sealed = folder.resolve(seal.location().child("MLmodel").value());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed)))
        .isEqualTo("r--r-----");
    assertIntact(seal);
  }

  @Test
  void sealedFiles_outliveTheirSource() throws IOException {
    Seal seal = uploadedModel();
    upload(MODEL.child("MLmodel"), "overwritten");
    assertIntact(seal);
    store.delete(ArtifactPath.of("1"));
    assertIntact(seal);
    assertThat(seals.seal(READER, MODEL)).isEmpty();
  }

  @Test
  void sealedFiles_ofATakenOverFolderAreSafeToo() throws IOException {
    Path flavors = takeOver(MODEL.child("MLmodel"), "flavors");
    Path weights = takeOver(MODEL.child("data/model.pkl"), "weights");
    Seal seal = seals.seal(READER, MODEL).orElseThrow();

    Files.writeString(weights, "forged!");
    Files.setLastModifiedTime(weights, LONG_AGO);
    Files.delete(flavors);

    assertIntact(seal);
  }

  @Test
  void seal_sharesBytesWithOtherSealsOnly() throws IOException {
    Seal first = uploadedModel();
    upload(MODEL.child("README.md"), "read me");
    Seal second = seals.seal(READER, MODEL).orElseThrow();

    Path source = folder.resolve(MODEL.child("MLmodel").value());
    Path one = folder.resolve(first.location().child("MLmodel").value());
    Path other = folder.resolve(second.location().child("MLmodel").value());
    assertThat(inode(one)).isEqualTo(inode(other)).isNotEqualTo(inode(source));
    assertIntact(second);
  }

  @Test
  void seal_copiesOnceAFileHasAllItsLinks() throws IOException {
    Seal first = uploadedModel();
    Path sealed = folder.resolve(first.location().child("MLmodel").value());
    Path links = Files.createDirectory(folder.resolve("links"));
    for (int i = 1; i < 30_000; i++) {
      Files.createLink(links.resolve("" + i), sealed);
    }

    upload(MODEL.child("README.md"), "read me");
    Seal second = seals.seal(READER, MODEL).orElseThrow();
    upload(MODEL.child("README.md"), "read me again");
    Seal third = seals.seal(READER, MODEL).orElseThrow();

    Path copy = folder.resolve(second.location().child("MLmodel").value());
    assertThat(inode(copy)).isNotEqualTo(inode(sealed));
    assertThat(inode(folder.resolve(third.location().child("MLmodel").value())))
        .isEqualTo(inode(copy));
    assertThat(Files.getAttribute(sealed, "unix:nlink")).isEqualTo(30_000);
  }

  @Test
  void seal_doesNotLinkToASealedFileThatWasTamperedWith() throws IOException {
    Seal first = uploadedModel();
    Path sealed = folder.resolve(first.location().child("MLmodel").value());
    Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(sealed, "damaged");

    assertThat(damaged(first.digest())).containsExactly("MLmodel");
    upload(MODEL.child("README.md"), "read me");
    Seal second = seals.seal(READER, MODEL).orElseThrow();

    assertIntact(second);
  }
}
