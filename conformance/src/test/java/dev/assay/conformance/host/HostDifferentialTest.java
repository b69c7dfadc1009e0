package dev.assay.conformance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.host.BlockContext;
import dev.assay.host.BlockProcessor;
import dev.assay.host.CallOutcome;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Log;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random contracts, some calling each other, on both tiers and on V8 with host functions written a
 * second time (contracts/src/test/js/host.mjs): status, output and logs of every transaction must
 * be the same, and gas on both tiers. More worlds, for a long run: {@code -Dassay.host.worlds=5000
 * -Dassay.host.seed=7}.
 */
class HostDifferentialTest {
  private static final int WORLDS = Integer.getInteger("assay.host.worlds", 60);
  private static final long SEED = Long.getLong("assay.host.seed", 20);
  private static final int CONTRACTS = 4;
  private static final int TRANSACTIONS = 6;
  private static final long GAS = 1_000_000_000_000L;
  private static final Address SENDER = Address.of(0xA11CE);
  private static final BlockContext BLOCK =
      new BlockContext(
          7, 1_700_000_000, Address.of(0xC01), 4 * GAS, UInt256.of(7), Hash.ZERO, 31_337);

  /** What the other host says where it cannot know whether there was gas enough. */
  private static final String UNKNOWN = "null";

  @TempDir Path folder;

  /** One transaction. */
  private record Sent(Address to, int value, Bytes data) {}

  /** Contracts and what is sent to them. */
  private record World(List<byte[]> contracts, List<Sent> transactions) {
    static World random(SplittableRandom random) {
      List<byte[]> contracts = new ArrayList<>();
      List<Address> known = new ArrayList<>();
      for (int i = 0; i < CONTRACTS; i++) {
        contracts.add(RandomContract.wasm(random.split(), address(i), known));
        known.add(address(i));
      }
      List<Sent> transactions = new ArrayList<>();
      for (int i = 0; i < TRANSACTIONS; i++) {
        byte[] data = new byte[random.nextInt(100)];
        random.nextBytes(data);
        Address to = address(random.nextInt(3) == 0 ? random.nextInt(CONTRACTS) : CONTRACTS - 1);
        transactions.add(new Sent(to, random.nextInt(3), Bytes.of(data)));
      }
      return new World(contracts, transactions);
    }
  }

  private static Address address(int number) {
    return Address.of(0xC0DE_0000L + number);
  }

  @Test
  void everyHostAgrees() throws IOException, InterruptedException {
    List<World> worlds = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < WORLDS; i++) {
      worlds.add(World.random(random.split()));
    }
    List<CallOutcome> interpreted = run(worlds, Tier.INTERPRETER);
    assertEquals(interpreted.stream().map(CallOutcome::gasUsed).toList(), gas(worlds));
    List<String> ours = interpreted.stream().map(HostDifferentialTest::line).toList();
    long succeeded = interpreted.stream().filter(CallOutcome::succeeded).count();
    assertTrue(succeeded > ours.size() / 4, () -> succeeded + " of " + ours.size() + " succeed");
    List<String> theirs = onV8(worlds);
    assertEquals(theirs.size(), ours.size());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      if (!theirs.get(i).equals(ours.get(i)) && !theirs.get(i).equals(UNKNOWN)) {
        String where = "world %d, transaction %d: ".formatted(i / TRANSACTIONS, i % TRANSACTIONS);
        differences.add(where + difference(theirs.get(i), ours.get(i)));
      }
    }
    assertEquals(List.of(), differences);
    long unknown = theirs.stream().filter(UNKNOWN::equals).count();
    assertTrue(unknown < ours.size() / 10, () -> unknown + " of " + ours.size() + " not compared");
  }

  /** From where two lines differ, some digits of each. */
  private static String difference(String theirs, String ours) {
    int at = 0;
    while (at < Math.min(theirs.length(), ours.length()) && theirs.charAt(at) == ours.charAt(at)) {
      at++;
    }
    return "from character %d on %s there, %s here".formatted(at, part(theirs, at), part(ours, at));
  }

  private static String part(String line, int at) {
    return line.substring(at, Math.min(line.length(), at + 2 * Hash.SIZE));
  }

  private static List<Long> gas(List<World> worlds) {
    return run(worlds, Tier.COMPILER).stream().map(CallOutcome::gasUsed).toList();
  }

  private static List<CallOutcome> run(List<World> worlds, Tier tier) {
    List<CallOutcome> outcomes = new ArrayList<>();
    for (World world : worlds) {
      outcomes.addAll(run(world, tier));
    }
    return outcomes;
  }

  private static List<CallOutcome> run(World world, Tier tier) {
    InMemoryState state = begin(world);
    var transactions = new TransactionProcessor(GasSchedules.ASSAY_1, new CodeCache(tier));
    BlockProcessor blocks = new BlockProcessor(transactions, transaction -> Optional.of(SENDER));
    List<CallOutcome> outcomes = new ArrayList<>();
    for (Sent sent : world.transactions) {
      var block = blocks.execute(state, BLOCK, List.of(transaction(sent, outcomes.size())));
      outcomes.add(block.outcomes().getFirst());
      state = state.apply(block.diff());
    }
    return outcomes;
  }

  private static InMemoryState begin(World world) {
    WorldState state = new WorldState(InMemoryState.EMPTY);
    state.balance(SENDER, UInt256.ONE.shiftLeft(200));
    for (int i = 0; i < world.contracts.size(); i++) {
      state.createContract(address(i));
      state.code(address(i), Bytes.of(world.contracts.get(i)));
    }
    state.endTransaction();
    return InMemoryState.EMPTY.apply(state.diff());
  }

  private static Transaction transaction(Sent sent, int nonce) {
    return new DynamicFeeTransaction(
        BLOCK.chainId(),
        nonce,
        UInt256.ZERO,
        UInt256.of(7),
        GAS,
        Optional.of(sent.to),
        UInt256.of(sent.value),
        sent.data,
        List.of(),
        Signature.NONE);
  }

  private static String line(CallOutcome outcome) {
    int status =
        switch (outcome) {
          case CallOutcome.Success success -> 0;
          case CallOutcome.Revert revert -> 1;
          case CallOutcome.Failed failed -> 2;
        };
    return "{\"status\":%d,\"output\":\"%s\",\"logs\":[%s]}"
        .formatted(
            status,
            digits(outcome.output()),
            outcome.logs().stream()
                .map(HostDifferentialTest::line)
                .collect(Collectors.joining(",")));
  }

  private static String line(Log log) {
    return "{\"address\":\"%s\",\"topics\":[%s],\"data\":\"%s\"}"
        .formatted(
            digits(log.address()),
            log.topics().stream()
                .map(topic -> "\"" + digits(topic) + "\"")
                .collect(Collectors.joining(",")),
            digits(log.data()));
  }

  private static String digits(Object bytes) {
    return bytes.toString().substring(2);
  }

  private List<String> onV8(List<World> worlds) throws IOException, InterruptedException {
    Path input = folder.resolve("worlds.json");
    Files.writeString(
        input,
        worlds.stream().map(HostDifferentialTest::json).collect(Collectors.joining(",", "[", "]")));
    Process process;
    try {
      process =
          new ProcessBuilder("node", "differential.mjs", input.toString())
              .directory(Path.of("../contracts/src/test/js").toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException absent) {
      System.out.println("hosts not compared: there is no node on the PATH");
      assumeTrue(false, "no node");
      throw absent;
    }
    String told =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor());
    return told.lines().toList();
  }

  private static String json(World world) {
    List<String> contracts = new ArrayList<>();
    for (int i = 0; i < world.contracts.size(); i++) {
      contracts.add(
          "{\"address\":\"%s\",\"wasm\":\"%s\"}"
              .formatted(digits(address(i)), Bytes.wrap(world.contracts.get(i))));
    }
    String transactions =
        world.transactions.stream()
            .map(
                sent ->
                    "{\"to\":\"%s\",\"value\":%d,\"data\":\"%s\"}"
                        .formatted(digits(sent.to), sent.value, sent.data))
            .collect(Collectors.joining(","));
    return "{\"surroundings\":%s,\"contracts\":[%s],\"transactions\":[%s]}"
        .formatted(surroundings(), String.join(",", contracts), transactions);
  }

  private static String surroundings() {
    return """
    {"basefee":"7","gasPrice":"7","coinbase":"%s","origin":"%s","gasLimit":"%d","number":"%d",\
    "timestamp":"%d","chainId":"%d"}"""
        .formatted(
            digits(BLOCK.coinbase()),
            digits(SENDER),
            BLOCK.gasLimit(),
            BLOCK.number(),
            BLOCK.timestamp(),
            BLOCK.chainId());
  }
}
