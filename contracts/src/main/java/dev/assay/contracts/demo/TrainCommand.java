package dev.assay.contracts.demo;

import dev.assay.contracts.Contracts;
import dev.assay.contracts.DeployedContract;
import dev.assay.contracts.LocalChain;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;
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
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger FEE = BigInteger.valueOf(100_000_000_000L);

  /** For the service loader. */
  public TrainCommand() {}

  @Override
  public ExitCode call() {
    try (LocalChain chain = LocalChain.start();
        Client client = new Client(chain)) {
      client.run();
    }
    return ExitCode.OK;
  }

  /** One client of the chain; made late, as every start of the program makes every command. */
  private record Client(LocalChain chain, HttpClient http) implements AutoCloseable {
    Client(LocalChain chain) {
      this(chain, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    void run() {
      DeployedContract token = chain.deploy(Contracts.BENCH_TOKEN);
      DeployedContract compute = chain.deploy(Contracts.COMPUTE);
      String transfer =
          token.abi().function("transfer").encode(chain.account(9).getAddress(), BigInteger.ONE);
      List<Thread> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        Credentials sender = chain.account(lane);
        lanes.add(Thread.ofPlatform().start(() -> write(sender, token.address(), transfer)));
      }
      lanes.forEach(TrainCommand::join);
      read(token, compute);
    }

    private void write(Credentials sender, String token, String transfer) {
      long nonce =
          Long.decode(ask("eth_getTransactionCount", quoted(sender.getAddress(), "latest")));
      for (int i = 0; i < TRANSFERS; i++) {
        boolean plain = i % 2 == 0;
        RawTransaction transaction =
            RawTransaction.createTransaction(
                chain.config().genesis().chainId(),
                BigInteger.valueOf(nonce + i),
                BigInteger.valueOf(plain ? 21_000 : 80_000),
                plain ? "0x%040x".formatted(0x1000 + i) : token,
                plain ? BigInteger.ONE : BigInteger.ZERO,
                plain ? "0x" : transfer,
                TIP,
                FEE);
        byte[] signed = TransactionEncoder.signMessage(transaction, sender);
        String hash = ask("eth_sendRawTransaction", quoted(Numeric.toHexString(signed)));
        ask("eth_getTransactionReceipt", quoted(hash));
      }
    }

    private void read(DeployedContract token, DeployedContract compute) {
      String holder = chain.account(1).getAddress();
      String balanceOf =
          callObject(token.address(), token.abi().function("balanceOf").encode(holder));
      String loop =
          callObject(
              compute.address(),
              compute.abi().function("hashLoop").encode(BigInteger.valueOf(500)));
      IntStream.range(0, CALLS)
          .forEach(
              _ -> {
                ask("eth_call", balanceOf + ",\"latest\"");
                ask("eth_getBalance", quoted(holder, "latest"));
                ask("eth_blockNumber", "");
              });
      for (int i = 0; i < 20; i++) {
        ask("eth_call", loop + ",\"latest\"");
        ask("eth_estimateGas", loop);
        ask("eth_getBlockByNumber", "\"latest\",true");
        ask("eth_feeHistory", "\"0x5\",\"latest\",[50]");
        ask("eth_getLogs", "{\"fromBlock\":\"0x0\",\"address\":\"" + token.address() + "\"}");
      }
    }

    private static String callObject(String to, String data) {
      return "{\"to\":\"" + to + "\",\"data\":\"" + data + "\"}";
    }

    private static String quoted(String... texts) {
      return "\"" + String.join("\",\"", texts) + "\"";
    }

    /** The result, without its quotes when it is a string. */
    private String ask(String method, String params) {
      String body =
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
              + method
              + "\",\"params\":["
              + params
              + "]}";
      HttpRequest request =
          HttpRequest.newBuilder(chain.rpcUrl())
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        int result = answer.indexOf("\"result\":");
        if (result < 0) {
          throw new IllegalStateException(method + ": " + answer);
        }
        return answer.substring(result + 9, answer.length() - 1).replace("\"", "");
      } catch (IOException e) {
        throw new UncheckedIOException(method, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }

    @Override
    public void close() {
      http.close();
    }
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
