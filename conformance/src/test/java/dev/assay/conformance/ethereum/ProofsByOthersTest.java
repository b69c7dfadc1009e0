package dev.assay.conformance.ethereum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.conformance.faults.MadeUpChain;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.AccountProof;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of accounts and slots, there and absent, now and past, judged by @ethereumjs/mpt. */
class ProofsByOthersTest {
  private static final Path LOCK = Path.of("peers", "mpt");

  @TempDir Path folder;

  @Test
  void everyProofHoldsForEthereumJs() throws IOException, InterruptedException {
    Path installed = Path.of("target", "mpt");
    assumeTrue(install(installed), "proofs not verified by others: no npm, or no registry");
    List<String> lines = new ArrayList<>();
    try (ChainDatabase database =
        ChainDatabase.open(folder, DatabaseOptions.DEFAULT.withCacheBytes(8 << 20))) {
      MadeUpChain chain = new MadeUpChain(17, 60);
      for (int i = 0; i < 30; i++) {
        chain.append(database);
      }
      for (long number : new long[] {29, 28, 12, 1}) {
        for (int i = 0; i < 64; i++) {
          add(lines, database, number, Address.ofLast(Keccak.hash(BigEndian.ofLong(i))));
        }
      }
    }
    Path input = folder.resolve("proofs");
    Files.write(input, lines);
    Process process =
        new ProcessBuilder("node", "verify.mjs")
            .directory(installed.toFile())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    assertEquals(lines.size() + " proofs hold", told.strip());
  }

  private static void add(
      List<String> lines, ChainDatabase database, long number, Address address) {
    List<UInt256> slots = List.of(UInt256.of(1), UInt256.of(7), UInt256.of(99));
    AccountProof proof = database.proof(address, slots, number);
    Hash root = database.header(number).orElseThrow().stateRoot();
    boolean exists = database.at(number).account(address).isPresent();
    Account account = proof.account();
    Bytes leaf = Bytes.wrap(AccountRlp.encode(account));
    lines.add(line(root, Keccak.hash(address), proof.nodes(), exists ? leaf.toString() : null));
    if (account.hasStorage()) {
      for (AccountProof.SlotProof slot : proof.slots()) {
        Bytes word = new RlpWriter().number(slot.word()).toBytes();
        lines.add(
            line(
                account.storageRoot(),
                Keccak.hash(slot.slot().toHash()),
                slot.nodes(),
                slot.word().isZero() ? null : word.toString()));
      }
    }
  }

  private static String line(
      Hash root, Hash key, List<Bytes> nodes, @org.jspecify.annotations.Nullable String value) {
    return "{\"root\":\"%s\",\"key\":\"%s\",\"nodes\":[%s],\"value\":%s}"
        .formatted(
            root,
            key,
            nodes.stream().map(node -> "\"" + node + "\"").collect(Collectors.joining(",")),
            value == null ? "null" : "\"" + value + "\"");
  }

  private static boolean install(Path directory) throws InterruptedException {
    try {
      Files.createDirectories(directory);
      for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
        Files.copy(
            LOCK.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return npm.waitFor(2, TimeUnit.MINUTES) && npm.exitValue() == 0;
    } catch (IOException absent) {
      System.out.println("proofs not verified by others: " + absent.getMessage());
      return false;
    }
  }
}
