package dev.assay.vm;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.code.Translator;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.jit.CompiledModule;
import dev.assay.vm.jit.Compiler;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.Linker;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import dev.assay.vm.validate.ModuleValidator;
import dev.assay.vm.validate.ValidModule;
import org.jspecify.annotations.Nullable;

/** The way in: bytes to code, code to instances. Immutable and safe to share. */
public final class Engine {
  private final EngineConfig config;

  /** An engine of a certain configuration. */
  public Engine(EngineConfig config) {
    this.config = config;
  }

  /** What it accepts and charges. */
  public EngineConfig config() {
    return config;
  }

  /**
   * Decodes, validates and translates a module.
   *
   * @throws dev.assay.vm.decode.MalformedModule when the bytes are not a module
   * @throws dev.assay.vm.validate.InvalidModule when the module breaks a rule
   */
  public CodeUnit load(byte[] bytes) {
    var decoded = ModuleDecoder.decode(bytes, config.features(), config.limits());
    return translate(
        ModuleValidator.validate(decoded), config.costs(), config.tier(), config.limits());
  }

  /** Translates a valid module for one set of prices, and compiles it for a tier that does. */
  public static CodeUnit translate(
      ValidModule valid, InstructionCosts costs, Tier tier, Limits limits) {
    CodeUnit unit = Translator.translate(valid, costs);
    prepare(unit, tier, limits);
    return unit;
  }

  /** Gives translated code what a tier runs; instances made from now on run it. */
  public static void prepare(CodeUnit unit, Tier tier, Limits limits) {
    switch (tier) {
      case INTERPRETER -> {}
      case COMPILER -> unit.compiled(compile(unit, limits));
    }
  }

  /** Compiles what can be compiled of translated code, for modules within limits. */
  public static CompiledModule compile(CodeUnit unit, Limits limits) {
    return Compiler.compile(unit, LinearMemory.areExact(limits));
  }

  /** Makes an instance in a store. */
  public Instantiation instantiate(CodeUnit unit, Imports imports, Store store) {
    return Linker.instantiate(unit, imports, store);
  }

  /** Makes an instance in a store of its own. */
  public Instantiation instantiate(
      CodeUnit unit,
      Imports imports,
      ResourceLimits limits,
      GasTank tank,
      @Nullable ExecutionListener listener) {
    return Linker.instantiate(unit, imports, new Store(limits, tank, listener));
  }
}
