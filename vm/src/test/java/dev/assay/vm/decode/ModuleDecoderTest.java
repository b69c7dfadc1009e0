package dev.assay.vm.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limits;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ModuleValidator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ModuleDecoderTest {
  private static WasmModule decode(byte[] bytes) {
    return ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE);
  }

  /** One of everything. */
  private static ModuleBuilder everything() {
    ModuleBuilder module = new ModuleBuilder();
    module.importFunction("env", "log", "i32 i64 ->");
    module.importGlobal("env", "g", new GlobalType(NumberType.F64, false));
    module.memory(SizeRange.between(1, 3));
    module.table(4);
    module.table(new TableType(ReferenceType.EXTERNREF, SizeRange.between(2, 5)));
    module.global(new GlobalType(NumberType.I64, true), code -> code.i64(-5));
    int main =
        module.function(
            "i32 -> i32",
            code ->
                code.locals(NumberType.I64, 2)
                    .locals(NumberType.V128, 1)
                    .get(0)
                    .get(1)
                    .call(0)
                    .i32(7));
    int empty = module.function("->", code -> {});
    module.export("main", ExternalKind.FUNCTION, main).export("memory", ExternalKind.MEMORY, 0);
    module.start(empty);
    module.elements(1, main, main);
    module.passiveElements(ReferenceType.FUNCREF, code -> code.op(Opcode.REF_FUNC, main));
    module.data(16, "hello".getBytes(StandardCharsets.UTF_8));
    module.passiveData(new byte[] {1, 2, 3});
    return module;
  }

  @Test
  void readsEverySection() {
    byte[] bytes = everything().custom("x", new byte[] {9, 9}).build();
    WasmModule module = decode(bytes);
    ModuleValidator.validate(module);
    assertEquals(1, module.importedFunctions());
    assertEquals(FunctionType.parse("i32 i64 ->"), module.imports().get(0).type());
    assertEquals(List.of("log", "g"), module.imports().stream().map(i -> i.name()).toList());
    assertEquals(1, module.imported(ExternalKind.GLOBAL));
    assertEquals(SizeRange.between(1, 3), module.memories().get(0).size());
    assertEquals(ReferenceType.EXTERNREF, module.tables().get(1).element());
    assertEquals(new GlobalType(NumberType.I64, true), module.globals().get(1));
    Export main = module.exports().get(0);
    assertEquals("main", main.name());
    assertEquals(1, main.index());
    assertEquals(2, module.start().getAsInt());
    var body = module.body(1);
    assertEquals(
        List.of(new LocalGroup(2, NumberType.I64), new LocalGroup(1, NumberType.V128)),
        body.locals());
    assertEquals(3, body.localCount());
    assertEquals(5, body.localSlots());
    assertEquals(5, body.facts().instructions());
    assertEquals(0x0B, bytes[body.end() - 1]);
    ElementSegment segment = module.elements().get(0);
    assertEquals(2, segment.count());
    assertTrue(segment.mode() instanceof SegmentMode.Active active && active.index() == 0);
    assertTrue(module.elements().get(1).items() instanceof ElementSegment.Expressions);
    var data = module.data().get(0);
    byte[] content = Arrays.copyOfRange(bytes, data.start(), data.start() + data.length());
    assertEquals("hello", new String(content, StandardCharsets.UTF_8));
    assertEquals(new SegmentMode.Passive(), module.data().get(1).mode());
    assertEquals("x", module.customSections().get(0).name());
    assertEquals(2, module.customSections().get(0).length());
  }

  private static ByteWriter functionNames(ByteWriter entries) {
    return new ByteWriter()
        .bytes(0)
        .sized(new ByteWriter().name("mod").toByteArray())
        .bytes(1)
        .sized(entries.toByteArray());
  }

  @Test
  void readsNames() {
    ByteWriter names = new ByteWriter().unsigned(2).unsigned(0).name("log").unsigned(2).name("ü");
    ByteWriter section = functionNames(names).bytes(9).sized(new byte[4]);
    WasmModule module = decode(everything().custom("name", section.toByteArray()).build());
    assertEquals(Optional.of("mod"), module.names().module());
    assertEquals("log", module.functionName(0));
    assertEquals("main", module.functionName(1));
    assertEquals("ü", module.functionName(2));
    assertEquals("function 3", module.functionName(3));
  }

  @Test
  void brokenNamesAreNoNames() {
    ByteWriter unordered = new ByteWriter().unsigned(2).unsigned(2).name("b").unsigned(0).name("a");
    ByteWriter endless = new ByteWriter().unsigned(0xFFFF_FFFFL);
    ByteWriter cut = new ByteWriter().unsigned(1).unsigned(0).unsigned(50).bytes(1, 2);
    for (ByteWriter broken : List.of(unordered, endless, cut, new ByteWriter())) {
      byte[] section = functionNames(broken).toByteArray();
      WasmModule module = decode(everything().custom("name", section).build());
      assertEquals(Optional.empty(), module.names().function(0));
      assertEquals(Optional.empty(), module.names().module());
    }
  }

  @Test
  void acceptsThePaddedTableIndexOfLinkers() {
    ModuleBuilder module = new ModuleBuilder();
    module.table(1);
    int type = module.type("->");
    module.function("->", code -> code.i32(0).raw(0x11, type, 0x80, 0x80, 0x80, 0x80, 0x00));
    ModuleValidator.validate(
        ModuleDecoder.decode(module.build(), FeatureSet.CONTRACT, Limits.CONTRACT));
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
    byte[] withHeader =
        new ByteWriter().bytes(0, 'a', 's', 'm', 1, 0, 0, 0).bytes(bytes).toByteArray();
    loadOrRefuse(bytes);
    loadOrRefuse(withHeader);
  }

  @Property(tries = 2000)
  void anyChangeOfOneByteIsReadOrRefused(
      @ForAll @IntRange(max = 10_000) int position, @ForAll byte value) {
    byte[] bytes = everything().build();
    bytes[position % bytes.length] = value;
    loadOrRefuse(bytes);
  }

  @Property(tries = 200)
  void everyPrefixOfAModuleIsRefusedOrAModule(@ForAll @IntRange(max = 10_000) int length) {
    byte[] bytes = everything().build();
    loadOrRefuse(Arrays.copyOf(bytes, length % bytes.length));
  }

  private static void loadOrRefuse(byte[] bytes) {
    try {
      ModuleValidator.validate(decode(bytes));
    } catch (ModuleError error) {
      assertTrue(error.offset() >= 0 && error.offset() <= bytes.length, error.getMessage());
    }
  }
}
