package dev.assay.node.metrics;

import dev.assay.host.code.CodeCache;
import dev.assay.node.chain.BlockProducer;
import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.TxPool;
import dev.assay.node.rpc.RpcCounters;

/** Where the figures come from. */
public record MetricSource(
    Blockchain chain, TxPool pool, BlockProducer producer, RpcCounters rpc, CodeCache programs) {}
