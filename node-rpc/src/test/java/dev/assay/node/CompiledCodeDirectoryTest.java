package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.code.CompiledStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of compiled code: whole or not there, ours or not used, never too many. */
class CompiledCodeDirectoryTest {
  @TempDir private Path data;
  private final List<String> said = new ArrayList<>();
  private final NodeLog log = NodeLog.to(said::add);

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    key[31] = (byte) number;
    return key;
  }

  private CompiledStore open(long mostBytes) {
    return CompiledCodeDirectory.open(data, mostBytes, log);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(CompiledCodeDirectory.NAME))) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() {
    assertFalse(open(1_000).contains(key(1)));
    open(1_000).write(key(1), new byte[] {1, 2, 3});
    assertTrue(open(1_000).contains(key(1)));
    assertArrayEquals(new byte[] {1, 2, 3}, open(1_000).read(key(1)).orElseThrow());
    assertTrue(open(1_000).read(key(2)).isEmpty());
  }

  @Test
  void theDirectoryIsForItsOwnerAlone() throws IOException {
    open(1_000);
    Path folder = data.resolve(CompiledCodeDirectory.NAME);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  /** Others could have written classes there, which would run in this process. */
  @Test
  void aDirectoryOpenToOthersIsNotUsed() throws IOException {
    open(1_000).write(key(1), new byte[3]);
    for (String open : List.of("rwxrwx---", "rwx---rwx", "rwx--x---")) {
      Files.setPosixFilePermissions(
          data.resolve(CompiledCodeDirectory.NAME), PosixFilePermissions.fromString(open));
      assertSame(CompiledStore.NONE, open(1_000), open);
      assertTrue(said.removeLast().contains("open to other users"));
    }
  }

  /** A process that died while it wrote leaves nothing that counts. */
  @Test
  void unfinishedFilesGo() throws IOException {
    open(1_000).write(key(1), new byte[3]);
    Files.write(data.resolve(CompiledCodeDirectory.NAME).resolve("7.part"), new byte[2]);
    assertEquals(2, files().size());
    open(1_000);
    assertEquals(1, files().size());
  }

  @Test
  void theLongestUnusedGoWhenThereAreTooManyBytes() throws IOException {
    CompiledStore store = open(1_000);
    for (int i = 1; i <= 4; i++) {
      store.write(key(i), new byte[250]);
      Path file = files().get(i - 1);
      Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(i)));
    }
    assertEquals(4, files().size());
    store.read(key(1));
    store.write(key(5), new byte[250]);
    assertTrue(store.contains(key(1)), "used lately");
    assertFalse(store.contains(key(2)), "unused for longest");
    assertEquals(4, files().size());
    store.write(key(6), new byte[1_001]);
    assertFalse(store.contains(key(6)), "larger than everything");
  }

  @Test
  void aDiskThatFailsIsNoFault() throws IOException {
    CompiledStore store = open(1_000);
    Files.delete(data.resolve(CompiledCodeDirectory.NAME));
    store.write(key(1), new byte[3]);
    assertTrue(store.read(key(1)).isEmpty());
    assertTrue(said.getLast().contains("cannot keep compiled code"), said::toString);
    Files.write(data.resolve(CompiledCodeDirectory.NAME), new byte[1]);
    assertSame(CompiledStore.NONE, open(1_000));
  }
}
