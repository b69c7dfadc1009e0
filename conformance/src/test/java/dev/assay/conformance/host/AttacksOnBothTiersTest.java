package dev.assay.conformance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.BlockContext;
import dev.assay.host.BlockProcessor;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.WorldState;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus of attacks (contracts/src/test/attacks, where their expected ends are held through
 * JSON-RPC) created and called on both tiers, under every schedule: the same end, words, backtrace
 * and gas.
 */
class AttacksOnBothTiersTest {
  private static final Path CORPUS = Path.of("../contracts/src/test/attacks");
  private static final Address SENDER = Address.of(0xA11CE);
  private static final long GAS = 2_000_000;
  private static final BlockContext BLOCK =
      new BlockContext(
          7, 1_700_000_000, Address.of(0xC01), 1L << 40, UInt256.of(7), Hash.ZERO, 31_337);

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> attacks =
          files.filter(file -> file.toString().matches(".*\\.(wasm|hex)")).sorted().toList();
      assertTrue(attacks.size() > 90, () -> attacks.size() + " attacks");
      return attacks;
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void noTierCanTell(Path attack) throws IOException {
    for (GasSchedule schedule : GasSchedules.ALL) {
      byte[] code = code(attack);
      assertEquals(
          ends(code, schedule, Tier.INTERPRETER),
          ends(code, schedule, Tier.COMPILER),
          schedule.name());
    }
  }

  private static byte[] code(Path attack) throws IOException {
    if (attack.toString().endsWith(".wasm")) {
      return Files.readAllBytes(attack);
    }
    String digits =
        Files.readAllLines(attack).stream()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining());
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** What becomes of a creation, and of two calls with data of two lengths. */
  private static List<String> ends(byte[] code, GasSchedule schedule, Tier tier) {
    TransactionProcessor processor = new TransactionProcessor(schedule, new CodeCache(tier));
    BlockProcessor blocks = new BlockProcessor(processor, transaction -> Optional.of(SENDER));
    WorldState world = new WorldState(InMemoryState.EMPTY);
    world.balance(SENDER, UInt256.ONE.shiftLeft(200));
    world.endTransaction();
    InMemoryState state = InMemoryState.EMPTY.apply(world.diff());
    var block = blocks.execute(state, BLOCK, List.of(creation(code)));
    CallOutcome created = block.outcomes().getFirst();
    List<String> ends = new ArrayList<>(List.of(end(created)));
    if (created instanceof CallOutcome.Success success && success.created() != null) {
      InMemoryState after = state.apply(block.diff());
      for (Bytes data : List.of(Bytes.EMPTY, Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4))) {
        CallRequest call = CallRequest.of(SENDER, success.created(), GAS, data);
        ends.add(end(processor.call(after, BLOCK, call, ExecutionOptions.NONE)));
      }
    }
    return ends;
  }

  private static Transaction creation(byte[] code) {
    return new DynamicFeeTransaction(
        BLOCK.chainId(),
        0,
        UInt256.ZERO,
        UInt256.of(7),
        60_000_000,
        Optional.empty(),
        UInt256.ZERO,
        Bytes.of(code),
        List.of(),
        Signature.NONE);
  }

  private static String end(CallOutcome outcome) {
    return outcome instanceof CallOutcome.Failed failed
        ? failed.gasUsed() + " " + failed.failure() + " " + failed.message() + failed.backtrace()
        : outcome.toString();
  }
}
