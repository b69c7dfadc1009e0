package dev.assay.conformance.ethereum;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockRoots;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Blocks on the wire: read, written back, hashed, their transactions recovered. */
final class BlockVectors {
  private static final Set<String> OURS = Set.of("0x00", "0x01", "0x02");

  private static final String UNNAMED = "not named";

  private BlockVectors() {}

  static Case check(String name, Json test) {
    if (!test.get("network").text().equals("Cancun")) {
      return Case.skipped(name, "headers are those of Cancun");
    }
    if (holds(test, "uncleHeaders") || holds(test, "withdrawals")) {
      return Case.skipped(name, "no ommers and no withdrawals");
    }
    var transactions = test.get("transactions").elements();
    if (!transactions.stream().allMatch(tx -> OURS.contains(type(tx)))) {
      return Case.skipped(name, "transactions of types 0, 1 and 2 only");
    }
    var encoded = Bytes.fromHex(test.get("rlp").text());
    var block = Block.decode(encoded);
    var wanted =
        List.of(
            test.get("hash").text(),
            test.get("blockHeader").get("transactionsTrie").text(),
            senders(transactions),
            encoded);
    var found =
        List.of(
            block.hash().toHex(),
            transactionsRoot(block).toHex(),
            recovered(block, transactions),
            block.encode());
    return EthereumSuite.same(name, wanted, found);
  }

  private static boolean holds(Json test, String list) {
    return test.find(list).map(found -> !found.elements().isEmpty()).orElse(false);
  }

  private static String type(Json transaction) {
    return transaction.find("type").map(Json::text).orElse("0x00");
  }

  private static List<String> senders(List<Json> transactions) {
    return transactions.stream()
        .map(tx -> tx.find("sender").map(Json::text).orElse(UNNAMED))
        .toList();
  }

  /** The senders, but for those that the vector does not name. */
  private static List<String> recovered(Block block, List<Json> transactions) {
    return IntStream.range(0, transactions.size())
        .mapToObj(
            i ->
                transactions.get(i).find("sender").isEmpty()
                    ? UNNAMED
                    : block.transactions().get(i).sender().orElseThrow().toHex())
        .toList();
  }

  private static Hash transactionsRoot(Block block) {
    return BlockRoots.transactions(block.transactions());
  }
}
