package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.chain.PoolLimits;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How large a transaction the pool takes, to the byte. */
class TransactionSizeTest {
  private static final int LIMIT = PoolLimits.DEV.transactionBytes();
  private static final SecretKey KEY =
      SecretKey.fromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  private static Transaction ofSize(int size) {
    int data = size - with(LIMIT).encode().size() + LIMIT;
    Transaction transaction = with(data);
    assertEquals(size, transaction.encode().size());
    return transaction;
  }

  private static Transaction with(int dataBytes) {
    return new DynamicFeeTransaction(
            31337,
            0,
            UInt256.of(1_000_000_000L),
            UInt256.of(3_000_000_000L),
            29_000_000,
            Optional.of(Address.of(0xbeef)),
            UInt256.ONE,
            Bytes.wrap(new byte[dataBytes]),
            List.of(),
            Signature.NONE)
        .signedBy(KEY);
  }

  @Test
  void theLimitIsTheLastSizeTaken() {
    try (Node node = Node.start(NodeConfig.dev().withPort(0))) {
      RpcClient client = RpcClient.of(node);
      for (int size : new int[] {LIMIT - 1, LIMIT}) {
        String answer = send(client, size);
        assertFalse(answer.contains("oversized data"), answer);
      }
      String answer = send(client, LIMIT + 1);
      assertTrue(answer.contains("oversized data"), answer);
      assertTrue(answer.contains("limit " + LIMIT), answer);
    }
  }

  private static String send(RpcClient client, int size) {
    return client.ask("eth_sendRawTransaction", "'" + ofSize(size).encode().toHex() + "'");
  }
}
