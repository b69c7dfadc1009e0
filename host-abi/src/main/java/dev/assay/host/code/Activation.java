package dev.assay.host.code;

import dev.assay.metering.GasCost;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.metering.ReentrancyPolicy;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.vm.code.Translator;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.DataSegment;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ModuleValidator;
import dev.assay.vm.validate.ValidModule;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Makes a program of code: unpacks, decodes, validates, checks the rules for contracts, translates.
 * What each step costs is charged before it, so that bad code is not a free way to keep a node
 * busy. One activates once.
 */
public final class Activation {
  /** For programs that were paid for when they were created. */
  public static final LongConsumer UNCHARGED = ink -> {};

  private final GasSchedule schedule;
  private final Function<Address, Bytes> codeOf;
  private final LongConsumer charge;
  private long charged;

  /**
   * Activation under a schedule.
   *
   * @param codeOf code of other accounts, where fragments are
   * @param charge takes ink, or throws when there is too little
   */
  public Activation(GasSchedule schedule, Function<Address, Bytes> codeOf, LongConsumer charge) {
    this.schedule = schedule;
    this.codeOf = codeOf;
    this.charge = charge;
  }

  /** Makes a program of the code of an account. */
  public Program activate(Bytes code) throws RefusedProgram {
    charge(schedule.ink(GasCost.ACTIVATION_BASE));
    byte[] bytes = new Unpacking(schedule, codeOf).module(code);
    charge(Ink.times(bytes.length, schedule.ink(GasCost.ACTIVATION_BYTE)));
    try {
      return program(bytes, CodeFormat.of(code) != CodeFormat.FRAGMENTED);
    } catch (ModuleError e) {
      throw new RefusedProgram(e.getMessage() == null ? e.problem() : e.getMessage());
    }
  }

  private void charge(long ink) {
    charge.accept(ink);
    charged = Ink.plus(charged, ink);
  }

  private Program program(byte[] bytes, boolean selfContained) throws RefusedProgram {
    GasSchedule.ContractRules rules = schedule.rules();
    WasmModule module = ModuleDecoder.decode(bytes, rules.features(), rules.limits());
    charge(sizeInk(module));
    ValidModule valid = ModuleValidator.validate(module);
    ModuleRules moduleRules = new ModuleRules(module, schedule);
    moduleRules.check();
    MemoryType memory = module.memories().getFirst();
    return new Program(
        Translator.translate(valid, schedule),
        policy(module),
        moduleRules.bindings(),
        (int) memory.size().minimum(),
        Program.canGrow(memory),
        selfContained,
        Program.startInk(module, schedule),
        charged);
  }

  private long sizeInk(WasmModule module) {
    long instructions = 0;
    for (FunctionBody body : module.bodies()) {
      instructions += body.facts().instructions();
    }
    long elements = 0;
    for (ElementSegment segment : module.elements()) {
      elements += segment.count();
    }
    long ink = Ink.times(module.bodies().size(), schedule.ink(GasCost.ACTIVATION_FUNCTION));
    ink = Ink.plus(ink, Ink.times(instructions, schedule.ink(GasCost.ACTIVATION_INSTRUCTION)));
    ink = Ink.plus(ink, Ink.times(elements, schedule.ink(GasCost.ACTIVATION_ELEMENT)));
    ink = Ink.plus(ink, Ink.times(dataBytes(module), schedule.ink(GasCost.ACTIVATION_DATA_BYTE)));
    return Ink.plus(ink, Ink.times(pages(module), schedule.ink(GasCost.ACTIVATION_PAGE)));
  }

  static long dataBytes(WasmModule module) {
    long bytes = 0;
    for (DataSegment segment : module.data()) {
      bytes += segment.length();
    }
    return bytes;
  }

  private static long pages(WasmModule module) {
    return module.memories().isEmpty() ? 0 : module.memories().getFirst().size().minimum();
  }

  private ReentrancyPolicy policy(WasmModule module) throws RefusedProgram {
    for (CustomSection section : module.customSections()) {
      if (section.name().equals(ReentrancyPolicy.SECTION)) {
        return named(
            new String(
                module.bytes(), section.start(), section.length(), StandardCharsets.US_ASCII));
      }
    }
    return schedule.rules().reentrancy();
  }

  private static ReentrancyPolicy named(String text) throws RefusedProgram {
    return ReentrancyPolicy.named(text)
        .orElseThrow(
            () ->
                new RefusedProgram(
                    "custom section "
                        + ReentrancyPolicy.SECTION
                        + " names no policy: deny, allow-self, allow-view or allow expected"));
  }
}
