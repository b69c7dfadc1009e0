package dev.assay.host.code;

import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctions;
import dev.assay.metering.GasSchedule;
import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a module must keep to in order to be a contract, beyond the standard. */
final class ModuleRules {
  private static final FunctionType ENTRY_TYPE = FunctionType.parse("i32 -> i32");
  private static final String RESERVED = "stylus";
  private static final String GROWTH = "pay_for_memory_grow";

  private final WasmModule module;
  private final GasSchedule schedule;
  private final List<Program.Binding> bindings = new ArrayList<>();

  ModuleRules(WasmModule module, GasSchedule schedule) {
    this.module = module;
    this.schedule = schedule;
  }

  /** Checks a valid module. */
  void check() throws RefusedProgram {
    for (Import wanted : module.imports()) {
      bindings.add(binding(wanted));
    }
    if (module.start().isPresent()) {
      throw new RefusedProgram(
          "start function "
              + module.functionName(module.start().getAsInt())
              + ": a contract may not have one");
    }
    for (Export export : module.exports()) {
      checkExport(export);
    }
    checkMemory();
    checkEntryPoint();
    checkInstructions();
  }

  /** The imports with the host functions that answer them. */
  List<Program.Binding> bindings() {
    return bindings;
  }

  private Program.Binding binding(Import wanted) throws RefusedProgram {
    String where =
        String.format(
            Locale.ROOT,
            "import %s.%s at offset %d: ",
            wanted.module(),
            wanted.name(),
            wanted.offset());
    if (wanted.name().startsWith(RESERVED)) {
      throw new RefusedProgram(where + "names beginning with \"" + RESERVED + "\" are reserved");
    }
    if (!(wanted.type() instanceof FunctionType type)) {
      throw new RefusedProgram(where + "only functions can be imported");
    }
    HostFunctionRow row = HostFunctions.find(wanted.module(), wanted.name());
    if (row == null) {
      throw new RefusedProgram(where + "no such host function");
    }
    boolean legacy = row.name().equals("tx_ink_price") && type.equals(FunctionType.parse("-> i64"));
    if (!row.type().equals(type) && !legacy) {
      throw new RefusedProgram(
          where + "has type [" + type + "], the host function has [" + row.type() + "]");
    }
    return new Program.Binding(wanted, row, schedule.hostFunction(row.key()));
  }

  private void checkExport(Export export) throws RefusedProgram {
    String where = "export " + export.name() + " at offset " + export.offset() + ": ";
    int separator = export.name().lastIndexOf("__");
    String last = separator < 0 ? export.name() : export.name().substring(separator + 2);
    if (last.startsWith(RESERVED)) {
      throw new RefusedProgram(where + "names beginning with \"" + RESERVED + "\" are reserved");
    }
    for (Import wanted : module.imports()) {
      if (wanted.name().equals(export.name())) {
        throw new RefusedProgram(where + "has the name of an import");
      }
    }
  }

  private void checkMemory() throws RefusedProgram {
    if (module.memories().isEmpty()) {
      throw new RefusedProgram("a contract must define a memory and export it as \"memory\"");
    }
    boolean exported =
        module.exports().stream()
            .anyMatch(
                export ->
                    export.kind() == ExternalKind.MEMORY
                        && export.index() == 0
                        && export.name().equals(Program.MEMORY));
    if (!exported) {
      throw new RefusedProgram("the memory is not exported as \"" + Program.MEMORY + "\"");
    }
    boolean growing = Program.canGrow(module.memories().getFirst());
    if (schedule.rules().growthImportRequired() && growing && !importsGrowth()) {
      throw new RefusedProgram(
          "a contract whose memory can grow must import " + HostFunctions.VM_HOOKS + "." + GROWTH);
    }
  }

  private boolean importsGrowth() {
    return bindings.stream()
        .anyMatch(
            binding ->
                binding.row().name().equals(GROWTH) || binding.row().name().equals("memory_grow"));
  }

  private void checkEntryPoint() throws RefusedProgram {
    for (Export export : module.exports()) {
      if (export.kind() == ExternalKind.FUNCTION && export.name().equals(Program.ENTRY_POINT)) {
        FunctionType type = module.functions().get(export.index());
        if (!type.equals(ENTRY_TYPE)) {
          throw new RefusedProgram(
              String.format(
                  Locale.ROOT,
                  "%s at offset %d has type [%s], expected [%s]",
                  export.name(),
                  export.offset(),
                  type,
                  ENTRY_TYPE));
        }
        return;
      }
    }
    throw new RefusedProgram(
        "no function is exported as \"" + Program.ENTRY_POINT + "\" of type [" + ENTRY_TYPE + "]");
  }

  /** Refuses instructions that the schedule has no price for. */
  private void checkInstructions() throws RefusedProgram {
    for (FunctionBody body : module.bodies()) {
      InstructionReader reader = InstructionReader.of(module, body);
      while (reader.next()) {
        if (!schedule.accepts(reader.opcode())) {
          throw new RefusedProgram(refusal(reader.opcode(), body, reader.offset()));
        }
      }
    }
  }

  private String refusal(Opcode opcode, FunctionBody body, int offset) {
    boolean floating =
        opcode.category() == Category.FLOAT || opcode.category() == Category.CONVERSION;
    return String.format(
        Locale.ROOT,
        "%s in function %s at offset %d: %s",
        opcode.mnemonic(),
        module.functionName(body.function()),
        offset,
        floating
            ? "floating-point operations are not supported by " + schedule
            : "not supported by " + schedule);
  }
}
