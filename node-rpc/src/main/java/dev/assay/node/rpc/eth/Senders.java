package dev.assay.node.rpc.eth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.node.chain.Submission;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;

/** What the methods that sign have in common. */
final class Senders {
  private Senders() {}

  /** The sender that a transaction object names. */
  static Address of(TransactionArgs args) {
    return args.from()
        .orElseThrow(() -> new RpcException(RpcError.INVALID_PARAMS, "from address is required"));
  }

  /** A transaction that is complete and signed, and by whom. */
  record Signed(Transaction transaction, Address sender) {
    /** Completes and signs what a client left open. */
    static Signed of(NodeServices node, TransactionArgs args) {
      Address sender = Senders.of(args);
      return new Signed(
          Envelopes.sign(node, Envelopes.complete(node, args, sender), sender), sender);
    }

    /** Hands it to the pool. */
    Submission.Outcome submit(NodeServices node) {
      return node.submission().submit(transaction, sender);
    }
  }

  /** The encoding of a transaction beside its fields, as geth answers it. */
  static RpcResult rawAndFields(Transaction transaction, Address sender) {
    return RpcResult.of(
        out -> {
          out.beginObject().name("raw").hex(transaction.encode()).name("tx");
          ChainJson.unplaced(out, transaction, sender);
          out.endObject();
        });
  }

  /** The signature of a message under the prefix of EIP-191. */
  static Bytes signMessage(NodeServices node, Address address, Bytes message) {
    byte[] prefix = ("\u0019Ethereum Signed Message:\n" + message.size()).getBytes(UTF_8);
    byte[] text = new byte[prefix.length + message.size()];
    System.arraycopy(prefix, 0, text, 0, prefix.length);
    message.copyTo(0, text, prefix.length, message.size());
    return sign(node, address, Keccak.hash(text));
  }

  /** The 65 bytes of a signature: r, s, and 27 or 28. */
  static Bytes sign(NodeServices node, Address address, Hash digest) {
    SecretKey key =
        node.wallet()
            .key(address)
            .orElseThrow(
                () -> new RpcException(RpcError.SERVER_ERROR, "unknown account " + address));
    Signature signature = key.sign(digest);
    byte[] bytes = new byte[65];
    signature.r().writeTo(bytes, 0);
    signature.s().writeTo(bytes, 32);
    bytes[64] = (byte) (27 + signature.yParity());
    return Bytes.wrap(bytes);
  }
}
