package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.HostCalls.Layout;
import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.CallTracer;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.HostCall;
import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host function in the loop of a contract, called as by a transaction, on a state in memory. What
 * a step costs is what the frame paid for its host calls.
 */
final class HostSubject implements Subject {
  private static final int STEPS = 16;
  private static final int PAGES = 8;
  private static final int ROUNDS_BYTES = 4;
  private static final long GAS = 1L << 45;
  private static final Address SENDER = Address.of(0xA11CE);
  private static final Address MEASURED = Address.of(0xC0DE_0000L);
  private static final BlockContext BLOCK =
      new BlockContext(7, 1_700_000_000, Address.of(0xC01), GAS, UInt256.ZERO, Hash.ZERO, 31_337);

  private final String name;
  private final String variant;
  private final int units;
  private final int calldata;
  private final int steps;
  private final int mostRounds;
  private final byte[] contract;

  private HostSubject(Builder builder, Step step) {
    this.name = builder.name;
    this.variant = builder.variant;
    this.units = builder.units;
    this.calldata = Math.max(ROUNDS_BYTES, builder.calldata);
    this.steps = builder.mostSteps == 0 ? STEPS : 1;
    this.mostRounds = builder.mostSteps == 0 ? Integer.MAX_VALUE : builder.mostSteps;
    this.contract = contract(builder.first, step, steps);
  }

  /** A part of the loop's body. */
  @FunctionalInterface
  interface Step {
    void write(CodeBuilder code);
  }

  /** Collects what is special about a subject. */
  static final class Builder {
    private final String name;
    private final String variant;
    private final Consumer<HostSubject> list;
    private @Nullable Step first;
    private int units;
    private int calldata;
    private int mostSteps;

    Builder(String name, String variant, Consumer<HostSubject> list) {
      this.name = name;
      this.variant = variant;
      this.list = list;
    }

    Builder units(int length) {
      units = length;
      return this;
    }

    Builder calldata(int length) {
      calldata = length;
      return units(length);
    }

    /** At most so many steps in a run: they leave something behind. */
    Builder few(int most) {
      mostSteps = most;
      return this;
    }

    /** What comes once, before the loop. */
    Builder first(Step step) {
      first = step;
      return this;
    }

    void step(Step step) {
      list.accept(new HostSubject(this, step));
    }
  }

  private static byte[] contract(@Nullable Step first, Step step, int steps) {
    ModuleBuilder module = new ModuleBuilder();
    for (HostFunctionRow row : HostFunctions.ALL) {
      module.importFunction(row.module(), row.name(), row.type().toString());
    }
    module.memory(SizeRange.between(PAGES, PAGES));
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction(
        "user_entrypoint", "i32 -> i32", code -> body(code, first, step, steps));
    module.data(Layout.KEY, word(7));
    module.data(Layout.WORD, bytes(32, 0xB7));
    module.data(Layout.WIDE, bytes(32, 0xFD));
    module.data(Layout.HALF + 16, bytes(16, 0xB7));
    module.data(Layout.ONE, word(1));
    Layout.ACCOUNTS.entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(entry -> module.data(entry.getKey(), entry.getValue().toArray()));
    module.data(Layout.CODE, created());
    return module.build();
  }

  private static void body(CodeBuilder code, @Nullable Step first, Step step, int steps) {
    code.locals(NumberType.I32, 1);
    code.i32(0).call(HostFunctions.ALL.indexOf(row("read_args")));
    code.i32(0).access(Opcode.I32_LOAD, 0).set(1);
    if (first != null) {
      first.write(code);
    }
    code.open(Opcode.BLOCK).get(1).op(Opcode.I32_EQZ).op(Opcode.BR_IF, 0).open(Opcode.LOOP);
    for (int i = 0; i < steps; i++) {
      step.write(code);
    }
    code.get(1).i32(1).op(Opcode.I32_SUB).tee(1).op(Opcode.BR_IF, 0).end().end().i32(0);
  }

  private static @Nullable HostFunctionRow row(String name) {
    return HostFunctions.find(HostFunctions.VM_HOOKS, name);
  }

  private static byte[] word(int value) {
    byte[] word = new byte[32];
    word[31] = (byte) value;
    return word;
  }

  private static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** A contract that does one thing; its data makes it as large as wanted. */
  private static byte[] small(int dataBytes, Consumer<CodeBuilder> body) {
    ModuleBuilder module = new ModuleBuilder();
    module.importFunction(HostFunctions.VM_HOOKS, "exit_early", "i32 ->");
    module.memory(SizeRange.between(1, 1));
    module.export("memory", ExternalKind.MEMORY, 0);
    module.exportedFunction("user_entrypoint", "i32 -> i32", code -> body.accept(code));
    if (dataBytes > 0) {
      module.data(0, bytes(dataBytes, 0x5A));
    }
    return module.build();
  }

  /** What the creations create. */
  static byte[] created() {
    return small(0, code -> code.i32(0));
  }

  private static InMemoryState state(byte[] measured) {
    WorldState world = new WorldState(InMemoryState.EMPTY);
    world.balance(SENDER, UInt256.ONE.shiftLeft(200));
    install(world, MEASURED, measured);
    world.balance(MEASURED, UInt256.ONE.shiftLeft(100));
    install(world, account(Layout.CONTRACT), created());
    install(world, account(Layout.EXITING), small(0, code -> code.i32(0).call(0).i32(0)));
    install(world, account(Layout.TRAPPING), small(0, code -> code.op(Opcode.UNREACHABLE)));
    install(world, account(Layout.LARGE), small(65_536 - 200, code -> code.i32(0)));
    world.endTransaction();
    return InMemoryState.EMPTY.apply(world.diff());
  }

  private static Address account(int pointer) {
    return java.util.Objects.requireNonNull(Layout.ACCOUNTS.get(pointer));
  }

  private static void install(WorldState world, Address address, byte[] code) {
    world.createContract(address);
    world.code(address, Bytes.of(code));
  }

  @Override
  public Kind kind() {
    return Kind.HOST_FUNCTION;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String variant() {
    return variant;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public Program load(Tier tier) {
    return new Chain(GasSchedules.ASSAY_1, tier);
  }

  @Override
  public long ink(GasSchedule schedule) {
    Chain chain = new Chain(schedule, Tier.INTERPRETER);
    HostInk two = new HostInk();
    chain.run(2, ExecutionOptions.NONE.with(two));
    HostInk one = new HostInk();
    chain.run(1, ExecutionOptions.NONE.with(one));
    return (two.ink - one.ink) / steps;
  }

  /** Sums what the measured contract pays for host calls. */
  private static final class HostInk implements CallTracer {
    private int depth;
    private long ink;

    @Override
    public void enter(Message message) {
      depth++;
    }

    @Override
    public void exit(Message message, CallResult result) {
      depth--;
    }

    @Override
    public void hostCall(HostCall call) {
      ink += depth == 1 ? call.startInk() - call.endInk() : 0;
    }
  }

  /** The contract on a chain of its own. */
  private final class Chain implements Program {
    private final TransactionProcessor processor;
    private final InMemoryState state = state(contract);

    Chain(GasSchedule schedule, Tier tier) {
      this.processor = new TransactionProcessor(schedule, new CodeCache(tier));
    }

    @Override
    public int steps() {
      return steps;
    }

    @Override
    public int mostRounds() {
      return mostRounds;
    }

    @Override
    public void run(int rounds) {
      run(rounds, ExecutionOptions.NONE);
    }

    void run(int rounds, ExecutionOptions options) {
      byte[] data = new byte[calldata];
      for (int i = 0; i < ROUNDS_BYTES; i++) {
        data[i] = (byte) (rounds >>> 8 * i);
      }
      CallOutcome outcome =
          processor.call(
              state, BLOCK, CallRequest.of(SENDER, MEASURED, GAS, Bytes.of(data)), options);
      if (!outcome.succeeded()) {
        throw new IllegalStateException(label() + ": " + outcome);
      }
    }
  }
}
