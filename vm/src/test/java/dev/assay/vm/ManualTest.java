package dev.assay.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the package's manual. What stands between the marks is what the manual shows. */
class ManualTest {
  /** Exports {@code fac}, {@code half} (f64 -> f64), {@code greet} (calls host.log), and loops. */
  private static byte[] module() {
    ModuleBuilder module = new ModuleBuilder();
    int log = module.importFunction("host", "log", "i32 i32 ->");
    module.memory(1);
    module.data(8, "hello".getBytes(StandardCharsets.UTF_8));
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction(
        "fac",
        "i64 -> i64",
        code -> {
          code.get(0).op(Opcode.I64_EQZ).open(Opcode.IF, NumberType.I64).i64(1);
          code.op(Opcode.ELSE).get(0).get(0).i64(1).op(Opcode.I64_SUB).call(1);
          code.op(Opcode.I64_MUL).end();
        });
    module.exportedFunction("half", "f64 -> f64", code -> code.get(0).f64(0.5).op(Opcode.F64_MUL));
    module.exportedFunction("greet", "->", code -> code.i32(8).i32(5).call(log));
    module.exportedFunction("forever", "->", code -> code.open(Opcode.LOOP).op(Opcode.BR, 0).end());
    return module.build();
  }

  private static final Imports SILENT =
      Imports.builder()
          .function(
              "host",
              "log",
              HostFunction.of(FunctionType.parse("i32 i32 ->"), (caller, frame, base) -> {}))
          .build();

  @Test
  void load() {
    byte[] bytes = module();
    // @start region=load
    Engine engine = new Engine(EngineConfig.DEFAULT);
    CodeUnit unit = engine.load(bytes); // decoded, validated, translated: keep it
    // @end
    assertEquals(5, unit.module().functions().size());
    // @start region=refuse
    Engine strict =
        new Engine(
            EngineConfig.DEFAULT
                .with(FeatureSet.WASM_1)
                .with(Limits.CONTRACT.with(Limit.MODULE_BYTES, 64)));
    try {
      strict.load(bytes);
    } catch (ModuleError refused) { // MalformedModule or InvalidModule
      System.err.println(refused.getMessage() + " at byte " + refused.offset());
    }
    // @end
    assertThrows(ModuleError.class, () -> strict.load(bytes));
  }

  @Test
  void callAndRead() {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    CodeUnit unit = engine.load(module());
    // @start region=call
    try (Store store = Store.unmetered()) { // closing gives its memories back
      Instance instance = engine.instantiate(unit, SILENT, store).orThrow();
      long[] results = instance.invoke("fac", 20);
      assertEquals(2_432_902_008_176_640_000L, results[0]);

      long half = instance.invoke("half", Double.doubleToRawLongBits(3.0))[0];
      assertEquals(1.5, Double.longBitsToDouble(half));

      LinearMemory memory = instance.exportedMemory("memory");
      assertEquals("hello", new String(memory.read(8, 5), StandardCharsets.UTF_8));
    }
    // @end
  }

  @Test
  void link() {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    CodeUnit unit = engine.load(module());
    // @start region=link
    List<String> lines = new ArrayList<>();
    HostFunction log =
        HostFunction.of(
            FunctionType.parse("i32 i32 ->"),
            (caller, frame, base) -> {
              byte[] text = caller.memory(0).read(frame[base] & 0xFFFF_FFFFL, frame[base + 1]);
              lines.add(new String(text, StandardCharsets.UTF_8));
            });
    Imports imports = Imports.builder().function("host", "log", log).build();

    try (Store store = Store.unmetered()) {
      switch (engine.instantiate(unit, imports, store)) {
        case Instantiation.Ready(Instance instance) -> instance.invoke("greet");
        case Instantiation.Unlinkable(var failure) -> System.err.println(failure.message());
        case Instantiation.Trapped(Trap trap) -> System.err.println(trap.describe());
      }
    }
    // @end
    assertEquals(List.of("hello"), lines);
    try (Store store = Store.unmetered()) {
      var nothing = engine.instantiate(unit, Imports.NONE, store);
      assertTrue(nothing instanceof Instantiation.Unlinkable);
    }
  }

  @Test
  void limits() {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    CodeUnit unit = engine.load(module());
    // @start region=limits
    ResourceLimits limits = ResourceLimits.DEFAULT.withMemoryPages(16).withCallSlots(10_000);
    GasTank tank = GasTank.of(1_000); // ink: with the default prices, instructions
    try (Store store = new Store(limits, tank, null)) {
      Instance instance = engine.instantiate(unit, SILENT, store).orThrow();
      instance.invoke("fac", 20);
      assertEquals(774, tank.remaining());

      Trap trap = assertThrows(Trap.class, () -> instance.invoke("forever"));
      assertEquals(TrapCode.OUT_OF_GAS, trap.code());
      assertEquals(0, tank.remaining());
    }
    // @end
  }

  @Test
  void listen() {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    CodeUnit unit = engine.load(module());
    // @start region=listen
    Map<Opcode, Integer> counts = new TreeMap<>();
    ExecutionListener counter =
        new ExecutionListener() {
          @Override
          public void instruction(
              Instance instance, int function, int offset, Opcode opcode, long ink) {
            counts.merge(opcode, 1, Integer::sum);
          }
        };
    try (Store store = new Store(ResourceLimits.DEFAULT, GasTank.unlimited(), counter)) {
      engine.instantiate(unit, SILENT, store).orThrow().invoke("fac", 5);
    }
    assertEquals(5, counts.get(Opcode.I64_MUL));
    // @end
  }

  @Test
  void cancel() throws InterruptedException {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    CodeUnit unit = engine.load(module());
    // @start region=cancel
    try (Store store = Store.unmetered()) {
      Instance instance = engine.instantiate(unit, SILENT, store).orThrow();
      Thread impatient = Thread.ofPlatform().start(store::cancel);
      Trap trap = assertThrows(Trap.class, () -> instance.invoke("forever"));
      assertEquals(TrapCode.CANCELLED, trap.code());
      impatient.join();
    }
    // @end
  }

  /** The manual and everything it links to: no reference, no example may be missing. */
  @Test
  void theDocumentationBuildsWithoutAWarning(@TempDir Path target) throws Exception {
    Path main = Path.of("src/main/java");
    List<String> packages;
    try (Stream<Path> files = Files.walk(main)) {
      packages =
          files
              .filter(file -> file.endsWith("package-info.java"))
              .map(file -> main.relativize(Objects.requireNonNull(file.getParent())).toString())
              .map(name -> name.replace('/', '.'))
              .sorted()
              .toList();
    }
    List<String> arguments =
        new ArrayList<>(
            List.of("-quiet", "-Werror", "-Xdoclint:all,-missing", "-d", target.toString()));
    arguments.addAll(List.of("--source-path", main.toString(), "--snippet-path", "src/test/java"));
    arguments.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    arguments.addAll(packages);
    StringWriter said = new StringWriter();
    ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
    int code =
        javadoc.run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
    assertEquals(0, code, said::toString);
    String page = Files.readString(target.resolve("dev/assay/vm/package-summary.html"));
    for (String region : List.of("ResourceLimits", "store::cancel", "Imports", "Unlinkable")) {
      assertTrue(page.contains(region), region);
    }
  }
}
