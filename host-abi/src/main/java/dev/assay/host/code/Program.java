package dev.assay.host.code;

import dev.assay.host.HostFunctionRow;
import dev.assay.metering.GasCost;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.metering.ReentrancyPolicy;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.WasmModule;
import java.util.List;

/**
 * A contract ready to run under one schedule. Immutable and shared.
 *
 * @param unit the translated module
 * @param policy what happens when it is re-entered
 * @param imports its imports, resolved
 * @param initialPages pages of memory it starts with
 * @param growing whether its memory can have more of them
 * @param selfContained whether its code hash stands for all of it; code in fragments is only found
 *     through other accounts, which a call with overrides may see otherwise
 * @param startInk price of starting an instance, without the pages
 * @param activationInk what its activation was charged, which depends on the code alone
 */
public record Program(
    CodeUnit unit,
    ReentrancyPolicy policy,
    List<Binding> imports,
    int initialPages,
    boolean growing,
    boolean selfContained,
    long startInk,
    long activationInk) {
  /** Name of the exported function where a contract starts. */
  public static final String ENTRY_POINT = "user_entrypoint";

  /** Name of the exported memory. */
  public static final String MEMORY = "memory";

  public Program {
    imports = List.copyOf(imports);
  }

  /**
   * An import and the host function that answers it.
   *
   * @param ink base fee under the program's schedule
   */
  public record Binding(Import wanted, HostFunctionRow row, long ink) {}

  /** Whether a memory can ever have more pages than it starts with. */
  static boolean canGrow(MemoryType memory) {
    return memory.size().maximum().orElse(-1) != memory.size().minimum();
  }

  /** The price of starting an instance of a module, without its pages. */
  static long startInk(WasmModule module, GasSchedule schedule) {
    long functions = Ink.times(module.bodies().size(), schedule.ink(GasCost.START_FUNCTION));
    long bytes = Ink.times(module.bytes().length, schedule.ink(GasCost.START_BYTE));
    long globals = Ink.times(module.definedGlobals().size(), schedule.ink(GasCost.START_GLOBAL));
    long data = Ink.times(Activation.dataBytes(module), schedule.ink(GasCost.START_DATA_BYTE));
    return Ink.plus(
        schedule.ink(GasCost.START_BASE),
        Ink.plus(functions, Ink.plus(bytes, Ink.plus(globals, data))));
  }
}
