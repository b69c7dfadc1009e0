package dev.assay.conformance.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HygieneTest {
  private static final Hygiene REPOSITORY =
      Hygiene.of(Path.of(Objects.requireNonNull(System.getProperty("assay.root"))));

  /** Lines of {@code path reason}: tables and dispatch loops, which are long by nature. */
  private static Set<String> longFiles() throws IOException {
    try (var in = Objects.requireNonNull(HygieneTest.class.getResourceAsStream("long-files.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void theWholeRepositoryIsLookedAt() {
    assertTrue(REPOSITORY.fileCount() > 100, () -> REPOSITORY.fileCount() + " files");
  }

  @Test
  void fileNamesAreOrdinary() {
    assertEquals(List.of(), REPOSITORY.oddNames());
  }

  @Test
  void typeNamesSaySomething() {
    assertEquals(List.of(), REPOSITORY.bannedTypeNames());
  }

  @Test
  void binariesAreSmall() {
    assertEquals(List.of(), REPOSITORY.largeBinaries());
  }

  @Test
  void textIsTidy() {
    assertEquals(List.of(), REPOSITORY.untidyText());
  }

  @Test
  void filesAreShort() throws IOException {
    assertEquals(List.of(), REPOSITORY.longFiles(longFiles()));
  }

  @Test
  void everyPackageHasItsManual() {
    assertEquals(List.of(), REPOSITORY.silentPackages());
  }

  /** Each check finds what it is for. */
  @Nested
  class TheChecks {
    @TempDir Path folder;

    private Hygiene with(String name, String text) throws IOException {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return Hygiene.of(folder);
    }

    @Test
    void findOddNames() throws IOException {
      assertEquals(List.of("Mul.java : odd file name"), with("Mul.java ", "x\n").oddNames());
    }

    @Test
    void findBannedTypeNames() throws IOException {
      assertEquals(1, with("src/StateManager.java", "x\n").bannedTypeNames().size());
      assertEquals(1, with("src/DataSegment.java", "x\n").bannedTypeNames().size());
    }

    @Test
    void findLargeBinaries() throws IOException {
      Files.write(folder.resolve("fits.wasm"), new byte[(int) Hygiene.LARGEST_BINARY_BYTES]);
      Files.write(folder.resolve("not.wasm"), new byte[(int) Hygiene.LARGEST_BINARY_BYTES + 1]);
      assertEquals(List.of("not.wasm: 1048577 bytes"), Hygiene.of(folder).largeBinaries());
    }

    @Test
    void findUntidyText() throws IOException {
      var mark = "TO" + "DO";
      assertEquals(
          List.of(
              "a.md:1: tab",
              "a.md:2: trailing space",
              "a.md:3: carriage return",
              "a.md:4: leftover mark",
              "a.md: no line end at the end"),
          with("a.md", "a\tb\nc \nd\r\n" + mark + " e").untidyText());
      assertEquals(List.of("a.md: empty line at the end"), with("a.md", "a\n\n").untidyText());
      assertEquals(List.of("a.md: empty file"), with("a.md", "").untidyText());
      assertEquals(List.of(), with("a.md", "a\n").untidyText());
    }

    @Test
    void findLongFilesAndUnneededExemptions() throws IOException {
      var limit = Hygiene.LONGEST_JAVA_FILE;
      assertEquals(List.of(), with("A.java", "a\n".repeat(limit)).longFiles(Set.of()));
      assertEquals(
          List.of("A.java: exempt, but not over the limit"),
          Hygiene.of(folder).longFiles(Set.of("A.java")));
      var longer = with("A.java", "a\n".repeat(limit + 1));
      assertEquals(List.of("A.java: 601 lines"), longer.longFiles(Set.of()));
      assertEquals(List.of(), longer.longFiles(Set.of("A.java")));
    }

    @Test
    void findSilentPackages() throws IOException {
      assertEquals(
          List.of("src/main/java/p: no package-info.java"),
          with("src/main/java/p/A.java", "x\n").silentPackages());
      assertEquals(
          1, with("src/main/java/p/package-info.java", "package p;\n").silentPackages().size());
      assertEquals(
          List.of(),
          with("src/main/java/p/package-info.java", "/** P. */\n@NullMarked\n").silentPackages());
    }
  }
}
