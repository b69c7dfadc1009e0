package dev.assay.node.rpc;

import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.chain.AccessListTransaction;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.LegacyTransaction;
import dev.assay.state.chain.Log;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.chain.TransactionType;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Blocks, transactions, receipts and logs in the shapes of the Ethereum API. */
public final class ChainJson {
  private ChainJson() {}

  /** Where a log stands in the chain. */
  public record LogPlace(ChainBlock block, int transaction, int logIndex) {}

  /** A block with the hashes, or the bodies, of its transactions. */
  public static void block(JsonWriter out, Blockchain chain, ChainBlock block, boolean full) {
    out.beginObject();
    blockFields(out, block);
    out.name("transactions").beginArray();
    for (int i = 0; i < block.transactionHashes().size(); i++) {
      if (full) {
        transaction(out, chain, new MinedTransaction(block, i));
      } else {
        out.hex(block.transactionHashes().get(i));
      }
    }
    out.endArray().endObject();
  }

  /** The members of a block but for its transactions. */
  public static void blockFields(JsonWriter out, ChainBlock block) {
    headerFields(out, block.header(), Optional.of(block.hash()));
    out.name("size").quantity(block.block().encode().size());
    out.name("uncles").beginArray().endArray();
    out.name("withdrawals").beginArray().endArray();
  }

  /** The block in the making: hash, nonce and roots are not known yet. */
  public static void pendingBlock(JsonWriter out, BlockHeader draft) {
    out.beginObject();
    headerFields(out, draft, Optional.empty());
    out.name("size").quantity(draft.encode().size());
    out.name("transactions").beginArray().endArray();
    out.name("uncles").beginArray().endArray();
    out.name("withdrawals").beginArray().endArray().endObject();
  }

  /** A header as newHeads subscribers get it. */
  public static void header(JsonWriter out, BlockHeader header, Hash hash) {
    out.beginObject();
    headerFields(out, header, Optional.of(hash));
    out.endObject();
  }

  private static void headerFields(JsonWriter out, BlockHeader header, Optional<Hash> hash) {
    out.name("number").quantity(header.number());
    out.name("hash");
    hash.ifPresentOrElse(out::hex, out::nul);
    out.name("parentHash").hex(header.parentHash());
    out.name("nonce").string("0x" + HexFormat.of().toHexDigits(header.nonce()));
    out.name("sha3Uncles").hex(header.ommersHash());
    out.name("logsBloom").hex(header.logsBloom().bits());
    out.name("transactionsRoot").hex(header.transactionsRoot());
    out.name("stateRoot").hex(header.stateRoot());
    out.name("receiptsRoot").hex(header.receiptsRoot());
    out.name("miner").hex(header.coinbase());
    out.name("difficulty").quantity(header.difficulty());
    out.name("extraData").hex(header.extraData());
    out.name("gasLimit").quantity(header.gasLimit());
    out.name("gasUsed").quantity(header.gasUsed());
    out.name("timestamp").quantity(header.timestamp());
    out.name("baseFeePerGas").quantity(header.baseFeePerGas());
    out.name("mixHash").hex(header.prevRandao());
    out.name("withdrawalsRoot").hex(header.withdrawalsRoot());
    out.name("blobGasUsed").quantity(header.blobGasUsed());
    out.name("excessBlobGas").quantity(header.excessBlobGas());
    out.name("parentBeaconBlockRoot").hex(header.parentBeaconBlockRoot());
  }

  /** A transaction of a block. */
  public static void transaction(JsonWriter out, Blockchain chain, MinedTransaction mined) {
    transaction(out, mined, chain.sender(mined));
  }

  /** A transaction of a block whose sender is known. */
  public static void transaction(JsonWriter out, MinedTransaction mined, Address sender) {
    ChainBlock block = mined.block();
    Transaction transaction = mined.transaction();
    out.beginObject();
    out.name("blockHash").hex(block.hash());
    out.name("blockNumber").quantity(block.number());
    out.name("blockTimestamp").quantity(block.header().timestamp());
    out.name("transactionIndex").quantity(mined.index());
    out.name("gasPrice").quantity(transaction.effectiveGasPrice(block.header().baseFeePerGas()));
    transactionFields(out, transaction, mined.hash(), sender);
    out.endObject();
  }

  /** A transaction of the pool. */
  public static void pending(JsonWriter out, PooledTransaction pooled) {
    out.beginObject();
    out.name("blockHash").nul();
    out.name("blockNumber").nul();
    out.name("transactionIndex").nul();
    out.name("gasPrice").quantity(pooled.transaction().maxFeePerGas());
    transactionFields(out, pooled.transaction(), pooled.hash(), pooled.sender());
    out.endObject();
  }

  /** A transaction that is nowhere yet. */
  public static void unplaced(JsonWriter out, Transaction transaction, Address sender) {
    out.beginObject();
    out.name("gasPrice").quantity(transaction.maxFeePerGas());
    transactionFields(out, transaction, transaction.hash(), sender);
    out.endObject();
  }

  private static void transactionFields(
      JsonWriter out, Transaction transaction, Hash hash, Address sender) {
    out.name("hash").hex(hash);
    out.name("type").quantity(transaction.type().code());
    out.name("from").hex(sender);
    out.name("to");
    transaction.to().ifPresentOrElse(out::hex, out::nul);
    out.name("nonce").quantity(transaction.nonce());
    out.name("gas").quantity(transaction.gasLimit());
    out.name("value").quantity(transaction.value());
    out.name("input").hex(transaction.input());
    if (transaction.type() == TransactionType.DYNAMIC_FEE) {
      out.name("maxFeePerGas").quantity(transaction.maxFeePerGas());
      out.name("maxPriorityFeePerGas").quantity(transaction.maxPriorityFeePerGas());
    }
    if (transaction.type() != TransactionType.LEGACY) {
      accessList(out.name("accessList"), transaction.accessList());
    }
    if (transaction.chainId().isPresent()) {
      out.name("chainId").quantity(transaction.chainId().getAsLong());
    }
    int parity = transaction.signature().yParity();
    switch (transaction) {
      case LegacyTransaction legacy -> out.name("v").quantity(legacy.v());
      case AccessListTransaction _, DynamicFeeTransaction _ ->
          out.name("v").quantity(parity).name("yParity").quantity(parity);
    }
    out.name("r").quantity(transaction.signature().r());
    out.name("s").quantity(transaction.signature().s());
  }

  /** An access list. */
  public static void accessList(JsonWriter out, List<AccessListEntry> entries) {
    out.beginArray();
    for (AccessListEntry entry : entries) {
      out.beginObject().name("address").hex(entry.address());
      out.name("storageKeys").beginArray();
      entry.storageKeys().forEach(out::hex);
      out.endArray().endObject();
    }
    out.endArray();
  }

  /** The receipt of a transaction. */
  public static void receipt(JsonWriter out, Blockchain chain, MinedTransaction mined) {
    ChainBlock block = mined.block();
    int index = mined.index();
    Transaction transaction = mined.transaction();
    Receipt receipt = mined.receipt();
    Address sender = chain.sender(mined);
    UInt256 price = transaction.effectiveGasPrice(block.header().baseFeePerGas());
    out.beginObject();
    out.name("transactionHash").hex(mined.hash());
    out.name("transactionIndex").quantity(index);
    out.name("blockHash").hex(block.hash());
    out.name("blockNumber").quantity(block.number());
    out.name("from").hex(sender);
    out.name("to");
    transaction.to().ifPresentOrElse(out::hex, out::nul);
    out.name("contractAddress");
    if (transaction.isCreation() && receipt.succeeded()) {
      out.hex(Addresses.created(sender, transaction.nonce()));
    } else {
      out.nul();
    }
    out.name("cumulativeGasUsed").quantity(receipt.cumulativeGasUsed());
    out.name("gasUsed").quantity(block.gasUsed(index));
    out.name("effectiveGasPrice").quantity(price);
    out.name("status").quantity(receipt.succeeded() ? 1 : 0);
    out.name("type").quantity(receipt.type().code());
    out.name("logsBloom").hex(receipt.logsBloom().bits());
    out.name("logs").beginArray();
    int first = block.firstLog(index);
    for (int i = 0; i < receipt.logs().size(); i++) {
      log(out, receipt.logs().get(i), new LogPlace(block, index, first + i));
    }
    out.endArray().endObject();
  }

  /** A log. */
  public static void log(JsonWriter out, Log log, LogPlace place) {
    out.beginObject();
    out.name("address").hex(log.address());
    out.name("topics").beginArray();
    log.topics().forEach(out::hex);
    out.endArray();
    out.name("data").hex(log.data());
    out.name("blockHash").hex(place.block().hash());
    out.name("blockNumber").quantity(place.block().number());
    out.name("blockTimestamp").quantity(place.block().header().timestamp());
    out.name("transactionHash").hex(place.block().transactionHashes().get(place.transaction()));
    out.name("transactionIndex").quantity(place.transaction());
    out.name("logIndex").quantity(place.logIndex());
    out.name("removed").bool(false).endObject();
  }
}
