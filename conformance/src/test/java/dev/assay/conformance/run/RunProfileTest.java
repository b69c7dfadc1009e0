package dev.assay.conformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.cli.Main;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProfileTest {
  @TempDir private Path folder;

  /** fac(n) divides by n - 99 as well, so that 99 traps. */
  private static byte[] module() {
    ModuleBuilder module = new ModuleBuilder();
    module.exportedFunction(
        "fac",
        "i64 -> i64",
        code -> {
          code.get(0).op(Opcode.I64_EQZ).open(Opcode.IF, NumberType.I64).i64(1);
          code.op(Opcode.ELSE).get(0).get(0).i64(1).op(Opcode.I64_SUB).call(0).op(Opcode.I64_MUL);
          code.get(0).get(0).i64(99).op(Opcode.I64_SUB).op(Opcode.I64_DIV_S);
          code.op(Opcode.DROP).end();
        });
    return module.build();
  }

  private record Ran(int code, String out, String err, Path page, Path folded) {
    long inkUsed() {
      String label = "ink used: ";
      String line = err.lines().filter(each -> each.startsWith(label)).findFirst().orElseThrow();
      return Long.parseLong(line.substring(label.length()));
    }

    long inkInFolded() throws IOException {
      return Files.readAllLines(folded).stream()
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  private Ran run(String... more) throws IOException {
    Path file = Files.write(folder.resolve("fac.wasm"), module());
    Path page = folder.resolve("out.html");
    Path folded = folder.resolve("out.folded");
    String[] args = new String[more.length + 9];
    List<String> fixed =
        List.of("run", file.toString(), "--schedule", "assay-1", "--profile", page.toString());
    for (int i = 0; i < fixed.size(); i++) {
      args[i] = fixed.get(i);
    }
    args[6] = "--profile";
    args[7] = folded.toString();
    args[8] = "--invoke";
    System.arraycopy(more, 0, args, 9, more.length);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            List.of(new RunCommand()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            args);
    return new Ran(code, out.toString(), err.toString(), page, folded);
  }

  @Test
  void theProfilesTotalIsTheInkUsed() throws IOException {
    Ran ran = run("fac", "20");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("i64:2432902008176640000"), ran.out());
    assertTrue(ran.out().contains("integer"), ran.out());
    assertEquals(ran.inkUsed(), ran.inkInFolded());
    assertTrue(Files.readString(ran.page()).contains("\"fac\""));
  }

  @Test
  void sourceLinesAreNamedWhereTheModuleKnowsThem() throws IOException {
    Path module = folder.resolve("sum.wasm");
    String resource = "/dev/assay/conformance/run/sum-dwarf4.wasm";
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream(resource))) {
      Files.write(module, in.readAllBytes());
    }
    Path page = folder.resolve("sum.html");
    StringWriter out = new StringWriter();
    int code =
        Main.run(
            List.of(new RunCommand()),
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true),
            new String[] {
              "run", module.toString(), "--profile", page.toString(), "--invoke", "sum", "4"
            });
    assertEquals(0, code);
    assertTrue(out.toString().contains("i32:100"), out.toString());
    assertTrue(out.toString().contains("sum.c:13"), out.toString());
    assertTrue(Files.readString(page).contains("\"w\":\"sum.c:2\""));
  }

  @Test
  void aTrapAndTheEndOfTheGasAreProfiledToTheLastInkAsWell() throws IOException {
    Ran trapped = run("fac", "99");
    assertEquals(1, trapped.code());
    assertTrue(trapped.err().contains("integer divide by zero"), trapped.err());
    assertEquals(trapped.inkUsed(), trapped.inkInFolded());

    Ran broke = run("fac", "50", "--gas", "1");
    assertEquals(1, broke.code());
    assertEquals(10_000, broke.inkUsed());
    assertEquals(10_000, broke.inkInFolded());
  }
}
