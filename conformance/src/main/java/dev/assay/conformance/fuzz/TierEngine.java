package dev.assay.conformance.fuzz;

import dev.assay.conformance.EngineChoice;
import dev.assay.conformance.reference.EngineUnderTest;
import dev.assay.conformance.reference.HostInterface;
import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Outcome.Ending;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.reference.State;
import dev.assay.vm.Engine;
import dev.assay.vm.Limits;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.Linker;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import dev.assay.vm.runtime.Table;
import dev.assay.vm.validate.ValidModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine itself behind the interface of the comparison: one of its tiers, or the interpreter
 * until compiled code arrives in the middle of some run.
 */
final class TierEngine implements EngineUnderTest {
  private static final int LATEST_ARRIVAL = 17;

  private final String name;
  private final Tier tier;
  private final boolean isCompiledLater;
  private final InstructionCosts costs;
  private final ResourceLimits limits;
  private @Nullable ValidModule translated;
  private @Nullable CodeUnit unit;
  private int callsUntilCompiled;

  TierEngine(Tier tier, InstructionCosts costs, ResourceLimits limits) {
    this(tier.toString(), tier, false, costs, limits);
  }

  private TierEngine(
      String name,
      Tier tier,
      boolean isCompiledLater,
      InstructionCosts costs,
      ResourceLimits limits) {
    this.name = name;
    this.tier = tier;
    this.isCompiledLater = isCompiledLater;
    this.costs = costs;
    this.limits = limits;
  }

  /** Interprets a module for some calls, over one run or several, then compiles it. */
  static TierEngine auto(InstructionCosts costs, ResourceLimits limits) {
    return new TierEngine(EngineChoice.AUTO.toString(), Tier.INTERPRETER, true, costs, limits);
  }

  @Override
  public String name() {
    return name;
  }

  /** Whether instances made from now on run compiled code. */
  boolean isCompiled() {
    CodeUnit known = unit;
    return known != null && known.compiled() != null;
  }

  @Override
  public Outcome run(Scenario scenario, long inkLimit) {
    GasTank tank = GasTank.of(inkLimit);
    try (Store store = new Store(limits, tank, null)) {
      return new Run(scenario, inkLimit, tank).outcome(unit(scenario.valid()), store);
    }
  }

  /** Translates a module once for the many limits it is run at. */
  private CodeUnit unit(ValidModule valid) {
    CodeUnit known = unit;
    if (known == null || translated != valid) {
      known = Engine.translate(valid, costs, tier, Limits.CONTRACT);
      unit = known;
      translated = valid;
      callsUntilCompiled = isCompiledLater ? 1 + valid.module().bytes().length % LATEST_ARRIVAL : 0;
    }
    return known;
  }

  /** A call is about to be made; compiled code may arrive before it. */
  private void count(CodeUnit code) {
    if (callsUntilCompiled > 0 && --callsUntilCompiled == 0) {
      Engine.prepare(code, Tier.COMPILER, Limits.CONTRACT);
    }
  }

  private final class Run {
    private final Scenario scenario;
    private final long inkLimit;
    private final GasTank tank;
    private final List<String> transcript = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();

    Run(Scenario scenario, long inkLimit, GasTank tank) {
      this.scenario = scenario;
      this.inkLimit = inkLimit;
      this.tank = tank;
    }

    Outcome outcome(CodeUnit code, Store store) {
      Instance instance =
          switch (Linker.instantiate(code, imports(), store)) {
            case Instantiation.Ready(Instance ready) -> {
              endings.add(new Ending(null, -1, -1, inkUsed(), List.of()));
              yield ready;
            }
            case Instantiation.Trapped(Trap trap) -> {
              endings.add(ending(trap));
              yield null;
            }
            case Instantiation.Unlinkable unlinkable ->
                throw new IllegalStateException(unlinkable.failure().message());
          };
      if (instance == null) {
        return new Outcome(endings, transcript, null);
      }
      for (Scenario.Call call : scenario.calls()) {
        count(code);
        endings.add(ending(instance, call));
        if (endings.getLast().outOfGas()) {
          return new Outcome(endings, transcript, null);
        }
      }
      return new Outcome(endings, transcript, state(instance));
    }

    private Ending ending(Instance instance, Scenario.Call call) {
      try {
        long[] arguments = call.arguments().stream().mapToLong(Long::longValue).toArray();
        long[] results = instance.invoke(call.function(), arguments);
        FunctionType type = instance.functionType(call.function());
        return new Ending(null, -1, -1, inkUsed(), render(type.results(), results));
      } catch (Trap trap) {
        return ending(trap);
      }
    }

    private Ending ending(Trap trap) {
      return new Ending(trap.code(), trap.function(), trap.offset(), inkUsed(), List.of());
    }

    private long inkUsed() {
      return inkLimit - tank.remaining();
    }

    private Imports imports() {
      Imports.Builder imports = Imports.builder();
      for (HostInterface host : HostInterface.values()) {
        imports.function(
            HostInterface.MODULE,
            host.label(),
            HostFunction.of(host.type(), (caller, frame, base) -> call(host, caller, frame, base)));
      }
      for (String type : BinaryenCorpus.LOG_TYPES) {
        FunctionType signature = FunctionType.parse(type + " ->");
        imports.function(
            BinaryenCorpus.LOG_MODULE,
            "log-" + type,
            HostFunction.of(signature, (caller, frame, base) -> log(signature, frame, base)));
      }
      return imports.build();
    }

    private void log(FunctionType type, long[] frame, int base) {
      long[] slots = Arrays.copyOfRange(frame, base, base + type.parameterSlots());
      transcript.add("log " + render(type.parameters(), slots) + " ink " + tank.remaining());
    }

    private void call(HostInterface host, Instance caller, long[] frame, int base) {
      FunctionType type = host.type();
      int arguments = type.parameters().size();
      long[] slots = new long[Math.max(arguments, type.results().size())];
      System.arraycopy(frame, base, slots, 0, arguments);
      transcript.add(host.label() + render(type.parameters(), slots) + " ink " + tank.remaining());
      host.call(new Reach(caller, tank), slots);
      System.arraycopy(slots, 0, frame, base, type.results().size());
    }
  }

  private record Reach(Instance caller, GasTank tank) implements HostInterface.Caller {
    @Override
    public long ink() {
      return tank.remaining();
    }

    @Override
    public void ink(long left) {
      tank.remaining(left);
    }

    @Override
    public long memoryBytes() {
      return caller.memory(0).sizeBytes();
    }

    @Override
    public byte load(int address) {
      return (byte) caller.memory(0).loadByte(address);
    }

    @Override
    public void store(int address, byte value) {
      caller.memory(0).storeByte(address, value);
    }
  }

  private static List<String> render(List<ValueType> types, long[] slots) {
    List<String> texts = new ArrayList<>();
    int slot = 0;
    for (ValueType type : types) {
      texts.add(State.render(type, slots[slot], type.slots() == 2 ? slots[slot + 1] : 0));
      slot += type.slots();
    }
    return texts;
  }

  private static State state(Instance instance) {
    StringBuilder memory = new StringBuilder();
    for (int i = 0; i < instance.count(ExternalKind.MEMORY); i++) {
      LinearMemory each = instance.memory(i);
      memory.append(State.digest(each.bytes(), each.sizeBytes()));
    }
    List<String> globals = new ArrayList<>();
    for (Global global : instance.globals()) {
      globals.add(State.render(global.type().type(), global.bits(), global.high()));
    }
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < instance.count(ExternalKind.TABLE); i++) {
      Table table = instance.table(i);
      for (int j = 0; j < table.size(); j++) {
        elements.add(State.render(table.type().element(), table.get(j), 0));
      }
    }
    return new State(memory.toString(), globals, elements);
  }
}
