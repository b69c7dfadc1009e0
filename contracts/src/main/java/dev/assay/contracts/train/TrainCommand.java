package dev.assay.contracts.train;

import dev.assay.contracts.Contracts;
import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hex;
import dev.assay.state.types.UInt256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * {@code assay train}: what a local chain does most, done a few thousand times on a throw-away
 * chain. The launcher runs it once after a build for the JVM to record: which classes to have ready
 * at the next start, and what to compile first.
 */
@Command(name = "train", hidden = true, description = "Exercises a throw-away chain.")
public final class TrainCommand implements Subcommand {
  private static final int LANES = 4;
  private static final int TRANSFERS = 400;
  private static final int CALLS = 1500;
  private static final long CREATION_GAS = 20_000_000;
  private static final UInt256 TIP = UInt256.of(1_000_000_000);
  private static final UInt256 FEE = UInt256.of(100_000_000_000L);

  /** For the service loader. */
  public TrainCommand() {}

  @Override
  public ExitCode call() {
    try (Node node = Node.start(NodeConfig.dev().withPort(0))) {
      new Session(node).run();
    }
    return ExitCode.OK;
  }

  /** An account and its connection. */
  private static final class Lane implements AutoCloseable {
    private final long chainId;
    private final SecretKey key;
    private final RpcConnection rpc;
    private long nonce;

    Lane(Node node, int account) {
      this.chainId = node.config().genesis().chainId();
      this.key = SecretKey.of(UInt256.of(node.accounts().keys().get(account).secret()));
      this.rpc = new RpcConnection(node.rpcUrl());
    }

    /** Sends a transaction and asks for its receipt. */
    void transact(long gas, @Nullable Address to, UInt256 value, Bytes input) {
      Bytes signed =
          new DynamicFeeTransaction(
                  chainId,
                  nonce++,
                  TIP,
                  FEE,
                  gas,
                  Optional.ofNullable(to),
                  value,
                  input,
                  List.of(),
                  Signature.NONE)
              .signedBy(key)
              .encode();
      String hash = rpc.ask("eth_sendRawTransaction", quoted(signed.toHex()));
      rpc.ask("eth_getTransactionReceipt", quoted(hash));
    }

    Address create(Contracts contract) {
      Address created = Addresses.created(key.address(), nonce);
      transact(CREATION_GAS, null, UInt256.ZERO, Bytes.wrap(contract.wasm()));
      return created;
    }

    @Override
    public void close() {
      rpc.close();
    }
  }

  /** One run; made late, as every start of the program makes every command. */
  private record Session(Node node) {
    void run() {
      try (Lane first = new Lane(node, 0)) {
        Address token = first.create(Contracts.BENCH_TOKEN);
        Address compute = first.create(Contracts.COMPUTE);
        fund(first, token);
        List<Thread> lanes = new ArrayList<>();
        for (int lane = 1; lane <= LANES; lane++) {
          int account = lane;
          lanes.add(Thread.ofPlatform().start(() -> write(account, token)));
        }
        lanes.forEach(TrainCommand::join);
        read(first.rpc, token, compute);
      }
    }

    private void fund(Lane owner, Address token) {
      for (int lane = 1; lane <= LANES; lane++) {
        owner.transact(100_000, token, UInt256.ZERO, transfer(address(lane), TRANSFERS));
      }
    }

    private Address address(int account) {
      return SecretKey.of(UInt256.of(node.accounts().keys().get(account).secret())).address();
    }

    private void write(int account, Address token) {
      Bytes transfer = transfer(address(9), 1);
      try (Lane lane = new Lane(node, account)) {
        for (int i = 0; i < TRANSFERS; i += 2) {
          lane.transact(21_000, Address.of(0x1000 + i), UInt256.of(1), Bytes.EMPTY);
          lane.transact(80_000, token, UInt256.ZERO, transfer);
        }
      }
    }

    private void read(RpcConnection rpc, Address token, Address compute) {
      String holder = address(1).toHex();
      String balanceOf = callObject(token, call("balanceOf(address)", address(1).toUInt256()));
      String loop = callObject(compute, call("hashLoop(uint256)", UInt256.of(500)));
      IntStream.range(0, CALLS)
          .forEach(
              _ -> {
                rpc.ask("eth_call", balanceOf + ",\"latest\"");
                rpc.ask("eth_getBalance", quoted(holder, "latest"));
                rpc.ask("eth_blockNumber", "");
              });
      for (int i = 0; i < 20; i++) {
        rpc.ask("eth_call", loop + ",\"latest\"");
        rpc.ask("eth_estimateGas", loop);
        rpc.ask("eth_getBlockByNumber", "\"latest\",true");
        rpc.ask("eth_feeHistory", "\"0x5\",\"latest\",[50]");
        rpc.ask("eth_getLogs", "{\"fromBlock\":\"0x0\",\"address\":\"" + token.toHex() + "\"}");
      }
    }
  }

  private static Bytes transfer(Address to, long amount) {
    return call("transfer(address,uint256)", to.toUInt256(), UInt256.of(amount));
  }

  /** Input of a call as the contract ABI writes it: four bytes of selector, words. */
  private static Bytes call(String signature, UInt256... words) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    byte[] hash = Keccak.hash(signature.getBytes(StandardCharsets.US_ASCII)).toArray();
    input.write(hash, 0, 4);
    for (UInt256 word : words) {
      input.writeBytes(word.toArray());
    }
    return Bytes.wrap(input.toByteArray());
  }

  private static String callObject(Address to, Bytes data) {
    return "{\"to\":\"" + to.toHex() + "\",\"data\":\"" + Hex.encode(data.toArray()) + "\"}";
  }

  private static String quoted(String... texts) {
    return "\"" + String.join("\",\"", texts) + "\"";
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
