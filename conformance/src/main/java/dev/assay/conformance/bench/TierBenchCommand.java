package dev.assay.conformance.bench;

import dev.assay.contracts.Contracts;
import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedules;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.Hex;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench tiers}: after how many calls a compiled contract has paid for itself. */
@Command(
    name = "tiers",
    description = {
      "Calls contracts that nobody has called before, interpreted and compiled, and says after how",
      "many calls, and how much gas, the compiled ones have taken less time altogether: of the",
      "thread that calls, where the compiling is done elsewhere, and of all threads, with the",
      "compiling and the JVM's compilers. Processor time, medians of 5 runs.",
      "The thresholds of --engine auto are 100 calls and 200,000 gas."
    },
    footer = {"", "Example:", "  assay bench tiers"})
public final class TierBenchCommand implements Subcommand {
  private static final long GAS = 1L << 45;
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final Address NOBODY = Address.of(0xC0DF);

  /** The first account of the well-known mnemonic, which owns the token's supply. */
  private static final Address OWNER =
      Address.of(Hex.decode("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"), 0);

  private static final BlockContext BLOCK =
      new BlockContext(7, 1_700_000_000, Address.of(0xC01), GAS, UInt256.ZERO, Hash.ZERO, 31_337);

  private static final int MANY = 20_000;
  private static final int FEW = 2_000;

  /** A contract, how often it is called at most, and what it is called with. */
  private record Subject(String name, Contracts contract, int calls, Bytes data) {
    static Subject of(String name, Contracts contract, int calls, String signature, long... words) {
      byte[] data = new byte[4 + 32 * words.length];
      byte[] text = signature.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(Keccak.hash(text).toArray(), 0, data, 0, 4);
      for (int i = 0; i < words.length; i++) {
        byte[] word = UInt256.of(words[i]).toArray();
        System.arraycopy(word, 0, data, 4 + 32 * i, word.length);
      }
      return new Subject(name, contract, calls, Bytes.wrap(data));
    }
  }

  private static final List<Subject> SUBJECTS =
      List.of(
          Subject.of("counter", Contracts.COUNTER, MANY, "increment()"),
          Subject.of(
              "token, transfer", Contracts.BENCH_TOKEN, MANY, "transfer(address,uint256)", 66, 1),
          Subject.of("256-bit steps, 10", Contracts.COMPUTE, MANY, "aluLoop(uint256)", 10),
          Subject.of("256-bit steps, 1,000", Contracts.COMPUTE, FEW, "aluLoop(uint256)", 1_000),
          Subject.of("hashes, 10", Contracts.COMPUTE, MANY, "hashLoop(uint256)", 10));

  @Spec private CommandSpec spec;

  @Option(names = "--calls", description = "no more calls than these (default: 20000)")
  private int most = MANY;

  @Override
  public ExitCode call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%-21s %11s %15s %12s  %-21s %s%n",
        "contract",
        "compile, ms",
        "interpreted, us",
        "compiled, us",
        "even for the caller",
        "even for all");
    for (Subject subject : SUBJECTS) {
      measure(subject, out);
    }
    return ExitCode.OK;
  }

  private void measure(Subject subject, PrintWriter out) {
    WorldState world = new WorldState(InMemoryState.EMPTY);
    world.createContract(CONTRACT);
    world.code(CONTRACT, Bytes.wrap(subject.contract().wasm()));
    world.endTransaction();
    InMemoryState state = InMemoryState.EMPTY.apply(world.diff());
    BreakEven even =
        BreakEven.measure(
            fresh(Tier.INTERPRETER, state, subject),
            fresh(Tier.COMPILER, state, subject),
            Math.min(most, subject.calls()));
    long gas = gas(state, CONTRACT, subject) - gas(state, NOBODY, subject);
    out.printf(
        Locale.ROOT,
        "%-21s %11.1f %15.1f %12.1f  %-21s %s%n",
        subject.name(),
        even.compileMillis(),
        even.interpretedMicros(),
        even.compiledMicros(),
        place(even.ownCalls(), gas),
        place(even.allCalls(), gas));
    out.flush();
  }

  private static String place(int calls, long gas) {
    return calls < 0 ? "later" : String.format(Locale.ROOT, "%,d, %,d gas", calls, calls * gas);
  }

  private static Supplier<Runnable> fresh(Tier tier, InMemoryState state, Subject subject) {
    return () -> {
      TransactionProcessor processor = processor(tier);
      return () -> outcome(processor, state, CONTRACT, subject);
    };
  }

  private static TransactionProcessor processor(Tier tier) {
    return new TransactionProcessor(GasSchedules.ASSAY_1, new CodeCache(tier));
  }

  private static long gas(InMemoryState state, Address to, Subject subject) {
    return outcome(processor(Tier.INTERPRETER), state, to, subject).gasUsed();
  }

  private static CallOutcome outcome(
      TransactionProcessor processor, InMemoryState state, Address to, Subject subject) {
    CallRequest request = CallRequest.of(OWNER, to, GAS, subject.data());
    CallOutcome outcome = processor.call(state, BLOCK, request, ExecutionOptions.NONE);
    if (!outcome.succeeded()) {
      throw new IllegalStateException(subject.name() + " failed: " + outcome);
    }
    return outcome;
  }
}
