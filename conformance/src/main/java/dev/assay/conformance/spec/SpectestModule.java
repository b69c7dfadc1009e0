package dev.assay.conformance.spec;

import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.runtime.ExternalValue;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.Table;
import java.util.List;
import java.util.OptionalLong;

/** The host module that the specification's tests import from. What it prints goes nowhere. */
final class SpectestModule {
  private static final String NAME = "spectest";
  private static final List<String> PRINTERS =
      List.of("", "i32", "i64", "f32", "f64", "i32 f32", "f64 f64");

  private SpectestModule() {}

  /** Fresh memory, tables and globals for one script. */
  static Imports create() {
    var imports = Imports.builder();
    for (var parameters : PRINTERS) {
      var name = parameters.isEmpty() ? "print" : "print_" + parameters.replace(' ', '_');
      imports.add(NAME, name, printer(parameters));
    }
    return imports
        .add(NAME, "global_i32", global(NumberType.I32, 666))
        .add(NAME, "global_i64", global(NumberType.I64, 666))
        .add(NAME, "global_f32", global(NumberType.F32, Float.floatToRawIntBits(666.6f)))
        .add(NAME, "global_f64", global(NumberType.F64, Double.doubleToRawLongBits(666.6)))
        .add(NAME, "table", table(NumberType.I32))
        .add(NAME, "table64", table(NumberType.I64))
        .add(NAME, "memory", new LinearMemory(new MemoryType(SizeRange.between(1, 2)), 2))
        .build();
  }

  private static ExternalValue printer(String parameters) {
    var type = FunctionType.parse(parameters + " ->");
    return FunctionReference.of(HostFunction.of(type, (caller, frame, base) -> {}));
  }

  private static Global global(NumberType type, long bits) {
    return new Global(new GlobalType(type, false), bits);
  }

  private static Table table(NumberType address) {
    var size = new SizeRange(address, 10, OptionalLong.of(20));
    return new Table(new TableType(ReferenceType.FUNCREF, size), 20);
  }
}
