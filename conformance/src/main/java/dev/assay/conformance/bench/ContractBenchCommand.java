package dev.assay.conformance.bench;

import dev.assay.contracts.Contracts;
import dev.assay.host.BlockContext;
import dev.assay.host.BlockProcessor;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedules;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.Hex;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.SizeRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench contract}: what contracts wait for, on each tier, all state in memory. */
@Command(
    name = "contract",
    description = {
      "Times a host call that does nearly nothing (msg_value) in a contract's loop, and a transfer",
      "of an ERC-20 token from message to outcome, on each tier, warm, with metering. Each figure",
      "is the median of 11 turns and stands beside its goal."
    },
    footer = {"", "Example:", "  assay bench contract"})
public final class ContractBenchCommand implements Subcommand {
  private static final int TURNS = 11;
  private static final long GAS = 1L << 45;
  private static final Address TOKEN = Address.of(0xC0DE);
  private static final Address LOOP = Address.of(0xC0DF);

  /** The first account of the well-known mnemonic, which owns the token's supply. */
  private static final Address OWNER =
      Address.of(Hex.decode("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"), 0);

  private static final BlockContext BLOCK =
      new BlockContext(7, 1_700_000_000, Address.of(0xC01), GAS, UInt256.ZERO, Hash.ZERO, 31_337);

  @Spec private CommandSpec spec;

  @Option(names = "--calls", description = "host calls in a turn (default: 2000000)")
  private int calls = 2_000_000;

  @Option(names = "--transfers", description = "transfers in a turn (default: 20000)")
  private int transfers = 20_000;

  @Override
  public ExitCode call() {
    FigureTable table = new FigureTable(spec.commandLine().getOut());
    for (Tier tier : Tier.values()) {
      Bench bench = new Bench(tier);
      double hostCall = bench.nanos(LOOP, count(calls), 1) / calls;
      table.add("msg_value in a loop, " + tier, hostCall, goalOfHostCall(tier), "ns");
      double transfer = bench.nanos(TOKEN, transfer(), transfers) / 1e3;
      String what = "ERC-20 transfer, " + tier;
      switch (tier) {
        case INTERPRETER -> table.add(what, transfer, "us");
        case COMPILER -> table.add(what, transfer, 15, "us");
      }
      table.add("ERC-20 transfers of a block, each, " + tier, bench.blockMicros(transfers), "us");
    }
    return table.close();
  }

  private static double goalOfHostCall(Tier tier) {
    return switch (tier) {
      case INTERPRETER -> 60;
      case COMPILER -> 25;
    };
  }

  private static Bytes count(int loops) {
    return Bytes.wrap(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(loops).array());
  }

  private static Bytes transfer() {
    byte[] data = new byte[4 + 2 * 32];
    byte[] signature = "transfer(address,uint256)".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(Keccak.hash(signature).toArray(), 0, data, 0, 4);
    data[35] = 0x42;
    data[67] = 1;
    return Bytes.wrap(data);
  }

  /** A contract that calls the host as often as its calldata says. */
  private static byte[] loop() {
    ModuleBuilder module = new ModuleBuilder();
    int args = module.importFunction("vm_hooks", "read_args", "i32 ->");
    int value = module.importFunction("vm_hooks", "msg_value", "i32 ->");
    module.export("memory", ExternalKind.MEMORY, module.memory(SizeRange.between(1, 1)));
    module.exportedFunction(
        "user_entrypoint", "i32 -> i32", code -> callInALoop(code, args, value));
    return module.build();
  }

  private static void callInALoop(CodeBuilder code, int args, int value) {
    code.i32(0).call(args).i32(0).access(Opcode.I32_LOAD, 0).set(0).open(Opcode.LOOP);
    code.i32(32).call(value);
    code.get(0).i32(1).op(Opcode.I32_SUB).tee(0).op(Opcode.BR_IF, 0).end().i32(0);
  }

  /** A state with both contracts, and a processor of one tier. */
  private static final class Bench {
    private final TransactionProcessor processor;
    private final InMemoryState state;

    Bench(Tier tier) {
      processor = new TransactionProcessor(GasSchedules.ASSAY_1, new CodeCache(tier));
      WorldState world = new WorldState(InMemoryState.EMPTY);
      world.balance(OWNER, UInt256.ONE.shiftLeft(200));
      install(world, TOKEN, Contracts.BENCH_TOKEN.load().wasm());
      install(world, LOOP, loop());
      world.endTransaction();
      state = InMemoryState.EMPTY.apply(world.diff());
    }

    private static void install(WorldState world, Address address, byte[] code) {
      world.createContract(address);
      world.code(address, Bytes.of(code));
    }

    /** Nanoseconds of a message, the median over turns of so many, after as many to warm up. */
    double nanos(Address to, Bytes data, int times) {
      CallRequest request = CallRequest.of(OWNER, to, GAS, data);
      return median(
          () -> {
            for (int i = 0; i < times; i++) {
              check(processor.call(state, BLOCK, request, ExecutionOptions.NONE));
            }
          },
          times);
    }

    private static void check(CallOutcome outcome) {
      if (!outcome.succeeded()) {
        throw new IllegalStateException("the measured call failed: " + outcome);
      }
    }

    /**
     * Microseconds of a transfer in a block of them, with its receipt and its share of the diff.
     */
    double blockMicros(int times) {
      BlockProcessor blocks = new BlockProcessor(processor, transaction -> Optional.of(OWNER));
      int size = Math.min(times, 500);
      List<Transaction> transactions =
          IntStream.range(0, size).<Transaction>mapToObj(Bench::transaction).toList();
      return median(() -> blocks.execute(state, BLOCK, transactions), size) / 1e3;
    }

    private static Transaction transaction(int nonce) {
      return new DynamicFeeTransaction(
          BLOCK.chainId(),
          nonce,
          UInt256.ZERO,
          UInt256.ZERO,
          200_000,
          Optional.of(TOKEN),
          UInt256.ZERO,
          transfer(),
          List.of(),
          Signature.NONE);
    }

    private static double median(Runnable turn, int times) {
      double[] nanos = new double[TURNS];
      for (int warm = 0; warm < 2; warm++) {
        Arrays.setAll(nanos, i -> nanos(turn));
      }
      Arrays.sort(nanos);
      return nanos[TURNS / 2] / times;
    }

    private static double nanos(Runnable turn) {
      long start = System.nanoTime();
      turn.run();
      return System.nanoTime() - start;
    }
  }
}
