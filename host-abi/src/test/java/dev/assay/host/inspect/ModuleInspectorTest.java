package dev.assay.host.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Limit;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.NumberType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleInspectorTest {
  /** A contract that succeeds and returns nothing; with a 129-deep nest of blocks it still may. */
  private static byte[] contract(int nesting) {
    ModuleBuilder module = new ModuleBuilder();
    module.importFunction("vm_hooks", "msg_reentrant", "-> i32");
    module.memory(dev.assay.vm.module.SizeRange.between(1, 1));
    module.exportedFunction(
        "user_entrypoint",
        "i32 -> i32",
        code -> {
          code.locals(NumberType.I64, 3);
          for (int i = 0; i < nesting; i++) {
            code.open(Opcode.BLOCK);
          }
          for (int i = 0; i < nesting; i++) {
            code.end();
          }
          code.i32(3).op(Opcode.I32_EXTEND8_S).op(Opcode.DROP).i32(0);
        });
    return module.export("memory", ExternalKind.MEMORY, 0).build();
  }

  private static Inspection.Report report(byte[] bytes) {
    return assertInstanceOf(Inspection.Report.class, ModuleInspector.inspect(bytes));
  }

  private static Inspection.LimitUse use(Inspection.Report report, Limit limit) {
    return report.limits().get(limit.ordinal());
  }

  @Test
  void tellsWhatAContractIs() {
    Inspection.Report report = report(contract(2));
    assertEquals(
        List.of(new Inspection.Item("vm_hooks.msg_reentrant", "function", "-> i32")),
        report.imports());
    assertEquals(new Inspection.Item("memory", "memory", "1..1 pages"), report.exports().get(1));
    assertEquals(List.of("sign-extension"), report.features());
    assertEquals(2, use(report, Limit.BLOCK_NESTING).used());
    assertEquals(3, use(report, Limit.LOCALS).used());
    assertEquals(16, use(report, Limit.NAME_BYTES).used() + 1);
    assertEquals("user_entrypoint", report.functions().get(0).name());
    assertEquals(9, report.functions().get(0).instructions());
    assertEquals("type", report.sections().get(0).name());
    for (Inspection.Answer answer : report.activations()) {
      assertTrue(answer.isAccepted(), answer::toString);
      assertTrue(answer.gas() > 0);
    }
  }

  @Test
  void tellsWhatAContractMayNotBe() {
    Inspection.Report report = report(contract(1_025));
    assertTrue(use(report, Limit.BLOCK_NESTING).isExceeded());
    assertFalse(use(report, Limit.LOCALS).isExceeded());
    assertTrue(
        report.activations().get(0).refusal().startsWith("limit exceeded: 1025 block nesting"),
        report::toString);
  }

  @Test
  void tellsWhyAModuleIsRefused() {
    Inspection refused = ModuleInspector.inspect(new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0});
    assertEquals(
        new Inspection.Refused("unknown binary version: found 0x2, expected 1 (offset 0x4)"),
        refused);
  }

  @Test
  void disassemblesByIndexAndByName() {
    byte[] bytes = contract(0);
    Optional<String> text = ModuleInspector.disassemble(bytes, "user_entrypoint");
    assertTrue(text.orElseThrow().contains("i32.extend8_s"));
    assertEquals(text, ModuleInspector.disassemble(bytes, "1"));
    assertEquals(Optional.empty(), ModuleInspector.disassemble(bytes, "0"));
    assertEquals(Optional.empty(), ModuleInspector.disassemble(new byte[3], "0"));
  }
}
