package dev.assay.conformance.wasi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.conformance.Suites;
import dev.assay.conformance.wasi.WasiProcess.Surroundings;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function of the table, called through a module that imports it and exports it again. */
class WasiProcessTest {
  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final WasiFiles files = new WasiFiles().put("dir/a.txt", utf8("hello"));
  private final WasiProcess process =
      new WasiProcess(
          new Surroundings(List.of("p", "ä"), List.of("A=1"), utf8("input"), files, 7), out, err);
  private final Instance guest = guest(process);
  private final LinearMemory memory = guest.memory(0);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Instance guest(WasiProcess process) {
    ModuleBuilder module = new ModuleBuilder();
    for (WasiFunction function : WasiFunction.values()) {
      String type = function.type().toString();
      int index = module.importFunction(WasiProcess.MODULE, function.wasiName(), type);
      module.export(function.wasiName(), ExternalKind.FUNCTION, index);
    }
    module.memory(1);
    return ENGINE
        .instantiate(ENGINE.load(module.build()), process.imports(), Store.unmetered())
        .orThrow();
  }

  /** Calls a function and gives its errno by name. */
  private Errno call(WasiFunction function, long... arguments) {
    return errno(guest.invoke(function.ordinal(), arguments)[0]);
  }

  private static Errno errno(long code) {
    return Arrays.stream(Errno.values())
        .filter(each -> each.code() == code)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no errno " + code));
  }

  private String text(long address, int length) {
    return new String(memory.read(address, length), StandardCharsets.UTF_8);
  }

  /** A path at 1,000 and its length, to be arguments. */
  private long[] path(String path) {
    memory.write(1_000, utf8(path));
    return new long[] {1_000, utf8(path).length};
  }

  private Errno open(String path, int flags) {
    long[] at = path(path);
    return call(WasiFunction.PATH_OPEN, 3, 0, at[0], at[1], flags, -1, -1, 0, 2_000);
  }

  /** One buffer, described at 0. */
  private void buffer(int address, int length) {
    memory.storeInt(0, address);
    memory.storeInt(4, length);
  }

  @ParameterizedTest
  @EnumSource
  void everyRowAnswers(WasiFunction function) {
    long[] zeros = new long[function.type().parameterSlots()];
    if (function == WasiFunction.PROC_EXIT) {
      assertThrows(Trap.class, () -> guest.invoke(function.ordinal(), zeros));
    } else {
      assertNotNull(call(function, zeros));
    }
  }

  @Test
  void argumentsAndEnvironmentAreTerminatedTexts() {
    assertEquals(Errno.SUCCESS, call(WasiFunction.ARGS_SIZES_GET, 0, 4));
    assertEquals(2, memory.loadInt(0));
    assertEquals(5, memory.loadInt(4));
    assertEquals(Errno.SUCCESS, call(WasiFunction.ARGS_GET, 8, 100));
    assertEquals(100, memory.loadInt(8));
    assertEquals(102, memory.loadInt(12));
    assertEquals("p\0ä\0", text(100, 5));
    assertEquals(Errno.SUCCESS, call(WasiFunction.ENVIRON_GET, 8, 100));
    assertEquals("A=1\0", text(100, 4));
  }

  @Test
  void theClockMovesWhenReadAndRandomBytesFollowFromTheSeed() {
    call(WasiFunction.CLOCK_TIME_GET, 1, 0, 8);
    long first = memory.loadLong(8);
    call(WasiFunction.CLOCK_TIME_GET, 0, 0, 8);
    assertEquals(first + 1_000_000, memory.loadLong(8));
    call(WasiFunction.RANDOM_GET, 16, 8);
    byte[] expected = new byte[8];
    new java.util.Random(7).nextBytes(expected);
    assertArrayEquals(expected, memory.read(16, 8));
    assertEquals(Errno.INVAL, call(WasiFunction.RANDOM_GET, 16, -1));
  }

  @Test
  void inputIsReadToItsEndAndOutputKeptApart() {
    buffer(100, 3);
    assertEquals(Errno.SUCCESS, call(WasiFunction.FD_READ, 0, 0, 1, 50));
    assertEquals("inp", text(100, 3));
    buffer(100, 30);
    call(WasiFunction.FD_READ, 0, 0, 1, 50);
    assertEquals(2, memory.loadInt(50));
    call(WasiFunction.FD_READ, 0, 0, 1, 50);
    assertEquals(0, memory.loadInt(50));
    buffer(100, 2);
    call(WasiFunction.FD_WRITE, 1, 0, 1, 50);
    call(WasiFunction.FD_WRITE, 2, 0, 1, 50);
    assertEquals("ut", out.toString(StandardCharsets.UTF_8));
    assertEquals("ut", err.toString(StandardCharsets.UTF_8));
    assertEquals(Errno.BADF, call(WasiFunction.FD_WRITE, 0, 0, 1, 50));
    assertEquals(Errno.BADF, call(WasiFunction.FD_READ, 1, 0, 1, 50));
    assertEquals(Errno.BADF, call(WasiFunction.FD_READ, 99, 0, 1, 50));
    assertEquals(Errno.SPIPE, call(WasiFunction.FD_SEEK, 1, 0, 0, 50));
  }

  @Test
  void theRootIsDescriptorThree() {
    assertEquals(Errno.SUCCESS, call(WasiFunction.FD_PRESTAT_GET, 3, 8));
    assertEquals(1, memory.loadInt(12));
    assertEquals(Errno.SUCCESS, call(WasiFunction.FD_PRESTAT_DIR_NAME, 3, 100, 1));
    assertEquals("/", text(100, 1));
    assertEquals(Errno.BADF, call(WasiFunction.FD_PRESTAT_GET, 4, 8));
  }

  @Test
  void filesAreReadSoughtAndWritten() {
    assertEquals(Errno.SUCCESS, open("./dir/../dir/a.txt", 0));
    assertEquals(4, memory.loadInt(2_000));
    assertEquals(Errno.SUCCESS, call(WasiFunction.FD_SEEK, 4, -2, 2, 50));
    assertEquals(3, memory.loadLong(50));
    buffer(100, 10);
    call(WasiFunction.FD_READ, 4, 0, 1, 50);
    assertEquals("lo", text(100, 2));
    call(WasiFunction.FD_SEEK, 4, 7, 0, 50);
    buffer(100, 2);
    call(WasiFunction.FD_WRITE, 4, 0, 1, 50);
    assertArrayEquals(utf8("hello\0\0lo"), files.get("dir/a.txt"));
    assertEquals(Errno.SUCCESS, call(WasiFunction.FD_TELL, 4, 50));
    assertEquals(9, memory.loadLong(50));
    assertEquals(Errno.INVAL, call(WasiFunction.FD_SEEK, 4, -10, 0, 50));
    assertEquals(Errno.SUCCESS, call(WasiFunction.FD_CLOSE, 4));
    assertEquals(Errno.BADF, call(WasiFunction.FD_TELL, 4, 50));
  }

  @Test
  void openingFollowsItsFlags() {
    assertEquals(Errno.NOENT, open("new", 0));
    assertEquals(Errno.SUCCESS, open("new", 1));
    assertEquals(Errno.EXIST, open("new", 1 | 4));
    assertEquals(Errno.NOTDIR, open("new", 2));
    assertEquals(Errno.SUCCESS, open("dir", 2));
    assertEquals(Errno.SUCCESS, open("dir/a.txt", 8));
    assertArrayEquals(new byte[0], files.get("dir/a.txt"));
    assertEquals(Errno.NOTCAPABLE, open("../secret", 0));
    assertNull(files.get("secret"));
  }

  @Test
  void descriptorsAreBounded() {
    Errno last = Errno.SUCCESS;
    for (int i = 0; i < 1_100 && last == Errno.SUCCESS; i++) {
      last = open("dir/a.txt", 0);
    }
    assertEquals(Errno.NOSPC, last);
    assertEquals(1_023, memory.loadInt(2_000));
  }

  @Test
  void addressesOutsideTheMemoryTrap() {
    Trap trap = assertThrows(Trap.class, () -> call(WasiFunction.ARGS_GET, 65_535, 0));
    assertEquals(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS, trap.code());
    assertThrows(Trap.class, () -> call(WasiFunction.FD_WRITE, 1, 0, 0x7fff_ffff, 0));
  }

  @Test
  void exitingIsATrapOfItsOwnWithTheCode() {
    int exit = WasiFunction.PROC_EXIT.ordinal();
    Trap trap = assertThrows(Trap.class, () -> guest.invoke(exit, 42));
    assertEquals(TrapCode.HOST_EXIT, trap.code());
    assertEquals(42, process.exitCode().orElseThrow());
  }

  /** Programs made by other compilers, with the output that other engines gave. */
  @TestFactory
  Stream<DynamicTest> foreignProgramsGiveTheExpectedOutput() {
    return Suites.find("real-wasm/sightglass").stream()
        .flatMap(
            folder ->
                Stream.of("keccak", "memmove", "nestedloop", "xblabla20", "xchacha20")
                    .map(name -> folder.resolve("shootout-" + name + ".wasm"))
                    .filter(Files::exists)
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file))));
  }

  private void check(Path file) throws IOException {
    Imports bench =
        wanted ->
            wanted.module().equals("bench") && wanted.type() instanceof FunctionType type
                ? FunctionReference.of(HostFunction.of(type, (caller, frame, base) -> {}))
                : null;
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    var surroundings = new Surroundings(List.of("program"), List.of(), new byte[0], null, 0);
    var program = new WasiProcess(surroundings, output, errors);
    try (Store store = Store.unmetered()) {
      ENGINE
          .instantiate(ENGINE.load(Files.readAllBytes(file)), program.imports().or(bench), store)
          .orThrow()
          .invoke("_start");
    }
    String name = file.getFileName().toString().replace(".wasm", "");
    assertArrayEquals(
        Files.readAllBytes(file.resolveSibling(name + ".stdout.expected")), output.toByteArray());
    assertArrayEquals(
        Files.readAllBytes(file.resolveSibling(name + ".stderr.expected")), errors.toByteArray());
  }
}
