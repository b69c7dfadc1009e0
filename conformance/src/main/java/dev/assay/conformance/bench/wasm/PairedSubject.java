package dev.assay.conformance.bench.wasm;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** An instance of a kernel with a tank of its own; what it is given is the rounds of a call. */
public final class PairedSubject implements IntConsumer {
  /** The name of {@link #compiled}, for who has another copy of this class. */
  static final String COMPILED = "compiled";

  private final GasTank tank = GasTank.unlimited();
  private final Instance instance;

  PairedSubject(CodeUnit unit, @Nullable ExecutionListener listener) {
    this.instance =
        new Engine(EngineConfig.DEFAULT)
            .instantiate(unit, Imports.NONE, ResourceLimits.DEFAULT, tank, listener)
            .orThrow();
  }

  /** A kernel as a chain runs it, compiled. */
  public static IntConsumer compiled(byte[] module) {
    return new PairedSubject(unit(OurMode.COMPILED, module), null);
  }

  static CodeUnit unit(OurMode mode, byte[] module) {
    EngineConfig config = EngineConfig.DEFAULT.with(mode.costs()).with(mode.tier());
    return new Engine(config).load(module);
  }

  @Override
  public void accept(int rounds) {
    tank.remaining(Long.MAX_VALUE);
    instance.invoke("run", rounds);
  }
}
