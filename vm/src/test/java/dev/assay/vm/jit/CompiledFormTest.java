package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Limits;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Interpreter;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Store;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compiled modules survive the process, and nothing else passes for one. */
class CompiledFormTest {
  private final CodeUnit unit = new Engine(EngineConfig.DEFAULT).load(module());
  private final byte[] key = CompiledForm.key(new byte[32], unit, Limits.WIDE);
  private final byte[] form = CompiledForm.of(Engine.compile(unit, Limits.WIDE), key);

  private static byte[] module() {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    module.exportedFunction("double", "i32 -> i32", code -> code.get(0).get(0).op(Opcode.I32_ADD));
    module.exportedFunction("load", "i32 -> i32", code -> code.get(0).access(Opcode.I32_LOAD, 0));
    return module.build();
  }

  private static long run(CodeUnit unit, String function, long argument) {
    try (Store store = Store.unmetered()) {
      return new Engine(EngineConfig.DEFAULT)
          .instantiate(unit, Imports.builder().build(), store)
          .orThrow()
          .invoke(function, argument)[0];
    }
  }

  @Test
  void aFormRunsInAnotherProcess() {
    CodeUnit other = new Engine(EngineConfig.DEFAULT).load(module());
    CompiledModule loaded = CompiledForm.load(form, key, other).orElseThrow();
    assertEquals(2, loaded.functions());
    other.compiled(loaded);
    assertEquals(42, run(other, "double", 21));
    assertArrayEquals(form, CompiledForm.of(loaded, key));
  }

  /** A bit of every byte, one after the other: magic, key, length, checksum and content. */
  @Test
  void everyFlippedBitIsNoticed() {
    for (int i = 0; i < form.length; i++) {
      byte[] damaged = form.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      assertEquals(Optional.empty(), CompiledForm.load(damaged, key, unit), "byte " + i);
    }
  }

  @Test
  void everyTruncationIsNoticed() {
    for (int length = 0; length < form.length; length++) {
      byte[] part = Arrays.copyOf(form, length);
      assertEquals(Optional.empty(), CompiledForm.load(part, key, unit), "byte " + length);
    }
    byte[] longer = Arrays.copyOf(form, form.length + 1);
    assertEquals(Optional.empty(), CompiledForm.load(longer, key, unit));
  }

  /** Other code, other prices, other memories, another compiler and another JDK: other keys. */
  @Test
  void whateverCodeFollowsFromIsInTheKey() {
    CompilerVersion here = CompilerVersion.current();
    byte[] changed = here.hash().clone();
    changed[31] ^= 1;
    Set<String> keys = new LinkedHashSet<>();
    byte[] code = new byte[32];
    byte[] otherCode = new byte[32];
    otherCode[0] = 1;
    keys.add(Arrays.toString(CompiledForm.key(code, "a", true, here)));
    keys.add(Arrays.toString(CompiledForm.key(otherCode, "a", true, here)));
    keys.add(Arrays.toString(CompiledForm.key(code, "b", true, here)));
    keys.add(Arrays.toString(CompiledForm.key(code, "a", false, here)));
    var otherCompiler = new CompilerVersion(changed, here.classFiles());
    keys.add(Arrays.toString(CompiledForm.key(code, "a", true, otherCompiler)));
    var otherJdk = new CompilerVersion(here.hash(), here.classFiles() + 1);
    keys.add(Arrays.toString(CompiledForm.key(code, "a", true, otherJdk)));
    assertEquals(6, keys.size());
    assertEquals(Optional.empty(), CompiledForm.load(form, new byte[32], unit));
  }

  /** All that generated code follows from or calls is in the version, tests and callers are not. */
  @Test
  void theVersionCoversTheCompilerAndWhatItsCodeCalls() {
    Set<String> classes = CompilerVersion.classes().keySet();
    for (Class<?> each :
        Set.of(Compiler.class, FunctionEmitter.class, Splitter.class, Interpreter.class)) {
      assertTrue(classes.contains(each.getName().replace('.', '/')), each::getName);
    }
    assertTrue(classes.contains("dev/assay/vm/exec/CompiledRun"));
    assertTrue(classes.contains("dev/assay/vm/exec/FloatOps"));
    assertFalse(classes.stream().anyMatch(name -> name.contains("Test")));
    assertTrue(classes.size() > 50, () -> classes.size() + " classes");
  }
}
