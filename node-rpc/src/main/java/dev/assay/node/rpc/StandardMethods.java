package dev.assay.node.rpc;

import dev.assay.node.rpc.assay.AssayGasProfile;
import dev.assay.node.rpc.debug.DebugCodeByHash;
import dev.assay.node.rpc.debug.DebugGetBadBlocks;
import dev.assay.node.rpc.debug.DebugGetRawBlock;
import dev.assay.node.rpc.debug.DebugGetRawHeader;
import dev.assay.node.rpc.debug.DebugGetRawReceipts;
import dev.assay.node.rpc.debug.DebugTraceBlockByHash;
import dev.assay.node.rpc.debug.DebugTraceBlockByNumber;
import dev.assay.node.rpc.debug.DebugTraceCall;
import dev.assay.node.rpc.debug.DebugTraceTransaction;
import dev.assay.node.rpc.debug.TraceBlock;
import dev.assay.node.rpc.debug.TraceTransaction;
import dev.assay.node.rpc.dev.AnvilAddBalance;
import dev.assay.node.rpc.dev.AnvilAutoImpersonateAccount;
import dev.assay.node.rpc.dev.AnvilDropAllTransactions;
import dev.assay.node.rpc.dev.AnvilDumpState;
import dev.assay.node.rpc.dev.AnvilGetGenesisTime;
import dev.assay.node.rpc.dev.AnvilGetIntervalMining;
import dev.assay.node.rpc.dev.AnvilLoadState;
import dev.assay.node.rpc.dev.AnvilNodeInfo;
import dev.assay.node.rpc.dev.AnvilRemoveBlockTimestampInterval;
import dev.assay.node.rpc.dev.AnvilRemovePoolTransactions;
import dev.assay.node.rpc.dev.AnvilRollback;
import dev.assay.node.rpc.dev.AnvilSetBlockTimestampInterval;
import dev.assay.node.rpc.dev.AnvilSetIntervalMining;
import dev.assay.node.rpc.dev.EvmIncreaseTime;
import dev.assay.node.rpc.dev.EvmMine;
import dev.assay.node.rpc.dev.EvmMineDetailed;
import dev.assay.node.rpc.dev.EvmRevert;
import dev.assay.node.rpc.dev.EvmSetAutomine;
import dev.assay.node.rpc.dev.EvmSetBlockGasLimit;
import dev.assay.node.rpc.dev.EvmSetIntervalMining;
import dev.assay.node.rpc.dev.EvmSetNextBlockTimestamp;
import dev.assay.node.rpc.dev.EvmSetTime;
import dev.assay.node.rpc.dev.EvmSnapshot;
import dev.assay.node.rpc.dev.HardhatDropTransaction;
import dev.assay.node.rpc.dev.HardhatGetAutomine;
import dev.assay.node.rpc.dev.HardhatImpersonateAccount;
import dev.assay.node.rpc.dev.HardhatMetadata;
import dev.assay.node.rpc.dev.HardhatMine;
import dev.assay.node.rpc.dev.HardhatReset;
import dev.assay.node.rpc.dev.HardhatSetBalance;
import dev.assay.node.rpc.dev.HardhatSetCode;
import dev.assay.node.rpc.dev.HardhatSetCoinbase;
import dev.assay.node.rpc.dev.HardhatSetLoggingEnabled;
import dev.assay.node.rpc.dev.HardhatSetNextBlockBaseFeePerGas;
import dev.assay.node.rpc.dev.HardhatSetNonce;
import dev.assay.node.rpc.dev.HardhatSetPrevRandao;
import dev.assay.node.rpc.dev.HardhatSetStorageAt;
import dev.assay.node.rpc.dev.HardhatStopImpersonatingAccount;
import dev.assay.node.rpc.eth.EthAccounts;
import dev.assay.node.rpc.eth.EthBaseFee;
import dev.assay.node.rpc.eth.EthBlobBaseFee;
import dev.assay.node.rpc.eth.EthBlockNumber;
import dev.assay.node.rpc.eth.EthCall;
import dev.assay.node.rpc.eth.EthCapabilities;
import dev.assay.node.rpc.eth.EthChainId;
import dev.assay.node.rpc.eth.EthCoinbase;
import dev.assay.node.rpc.eth.EthConfig;
import dev.assay.node.rpc.eth.EthCreateAccessList;
import dev.assay.node.rpc.eth.EthEstimateGas;
import dev.assay.node.rpc.eth.EthFeeHistory;
import dev.assay.node.rpc.eth.EthFillTransaction;
import dev.assay.node.rpc.eth.EthGasPrice;
import dev.assay.node.rpc.eth.EthGetAccount;
import dev.assay.node.rpc.eth.EthGetAccountInfo;
import dev.assay.node.rpc.eth.EthGetBalance;
import dev.assay.node.rpc.eth.EthGetBlockByHash;
import dev.assay.node.rpc.eth.EthGetBlockByNumber;
import dev.assay.node.rpc.eth.EthGetBlockReceipts;
import dev.assay.node.rpc.eth.EthGetBlockTransactionCountByHash;
import dev.assay.node.rpc.eth.EthGetBlockTransactionCountByNumber;
import dev.assay.node.rpc.eth.EthGetCode;
import dev.assay.node.rpc.eth.EthGetFilterChanges;
import dev.assay.node.rpc.eth.EthGetFilterLogs;
import dev.assay.node.rpc.eth.EthGetHeaderByHash;
import dev.assay.node.rpc.eth.EthGetHeaderByNumber;
import dev.assay.node.rpc.eth.EthGetLogs;
import dev.assay.node.rpc.eth.EthGetProof;
import dev.assay.node.rpc.eth.EthGetRawTransactionByBlockHashAndIndex;
import dev.assay.node.rpc.eth.EthGetRawTransactionByBlockNumberAndIndex;
import dev.assay.node.rpc.eth.EthGetRawTransactionByHash;
import dev.assay.node.rpc.eth.EthGetStorageAt;
import dev.assay.node.rpc.eth.EthGetStorageValues;
import dev.assay.node.rpc.eth.EthGetTransactionByBlockHashAndIndex;
import dev.assay.node.rpc.eth.EthGetTransactionByBlockNumberAndIndex;
import dev.assay.node.rpc.eth.EthGetTransactionByHash;
import dev.assay.node.rpc.eth.EthGetTransactionBySenderAndNonce;
import dev.assay.node.rpc.eth.EthGetTransactionCount;
import dev.assay.node.rpc.eth.EthGetTransactionReceipt;
import dev.assay.node.rpc.eth.EthGetUncleByBlockHashAndIndex;
import dev.assay.node.rpc.eth.EthGetUncleByBlockNumberAndIndex;
import dev.assay.node.rpc.eth.EthGetUncleCountByBlockHash;
import dev.assay.node.rpc.eth.EthGetUncleCountByBlockNumber;
import dev.assay.node.rpc.eth.EthHashrate;
import dev.assay.node.rpc.eth.EthMaxPriorityFeePerGas;
import dev.assay.node.rpc.eth.EthMining;
import dev.assay.node.rpc.eth.EthNewBlockFilter;
import dev.assay.node.rpc.eth.EthNewFilter;
import dev.assay.node.rpc.eth.EthNewPendingTransactionFilter;
import dev.assay.node.rpc.eth.EthPendingTransactions;
import dev.assay.node.rpc.eth.EthProtocolVersion;
import dev.assay.node.rpc.eth.EthSendRawTransaction;
import dev.assay.node.rpc.eth.EthSendRawTransactionSync;
import dev.assay.node.rpc.eth.EthSendTransaction;
import dev.assay.node.rpc.eth.EthSendTransactionSync;
import dev.assay.node.rpc.eth.EthSign;
import dev.assay.node.rpc.eth.EthSignTransaction;
import dev.assay.node.rpc.eth.EthSignTypedDataV4;
import dev.assay.node.rpc.eth.EthSubscribe;
import dev.assay.node.rpc.eth.EthSyncing;
import dev.assay.node.rpc.eth.EthUninstallFilter;
import dev.assay.node.rpc.eth.EthUnsubscribe;
import dev.assay.node.rpc.eth.PersonalSign;
import dev.assay.node.rpc.net.NetListening;
import dev.assay.node.rpc.net.NetPeerCount;
import dev.assay.node.rpc.net.NetVersion;
import dev.assay.node.rpc.simulate.EthSimulateV1;
import dev.assay.node.rpc.txpool.TxpoolContent;
import dev.assay.node.rpc.txpool.TxpoolContentFrom;
import dev.assay.node.rpc.txpool.TxpoolInspect;
import dev.assay.node.rpc.txpool.TxpoolStatus;
import dev.assay.node.rpc.web3.Web3ClientVersion;
import dev.assay.node.rpc.web3.Web3Sha3;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of methods: what is not here does not exist. The manual's table and the OpenRPC document
 * derive from it.
 */
final class StandardMethods {
  private StandardMethods() {}

  /** Every method of a node. */
  static List<RpcMethod> of(NodeServices node) {
    List<RpcMethod> methods =
        Stream.of(
                web3(node), net(node), eth(node), txpool(node), debug(node), assay(node), dev(node))
            .flatMap(List::stream)
            .collect(Collectors.toCollection(ArrayList::new));
    methods.add(new RpcModules(methods));
    methods.add(new RpcDiscover(methods));
    return methods;
  }

  private static List<RpcMethod> web3(NodeServices node) {
    return List.of(new Web3ClientVersion(node), new Web3Sha3(node));
  }

  private static List<RpcMethod> net(NodeServices node) {
    return List.of(new NetVersion(node), new NetListening(node), new NetPeerCount(node));
  }

  private static List<RpcMethod> eth(NodeServices node) {
    return List.of(
        new EthChainId(node),
        new EthBlockNumber(node),
        new EthSyncing(node),
        new EthMining(node),
        new EthHashrate(node),
        new EthCoinbase(node),
        new EthProtocolVersion(node),
        new EthConfig(node),
        new EthCapabilities(node),
        new EthAccounts(node),
        new EthGasPrice(node),
        new EthMaxPriorityFeePerGas(node),
        new EthBaseFee(node),
        new EthBlobBaseFee(node),
        new EthGetBalance(node),
        new EthGetTransactionCount(node),
        new EthGetCode(node),
        new EthGetStorageAt(node),
        new EthGetStorageValues(node),
        new EthGetProof(node),
        new EthCreateAccessList(node),
        new EthGetAccount(node),
        new EthGetAccountInfo(node),
        new EthGetBlockByNumber(node),
        new EthGetBlockByHash(node),
        new EthGetHeaderByNumber(node),
        new EthGetHeaderByHash(node),
        new EthGetBlockTransactionCountByNumber(node),
        new EthGetUncleCountByBlockNumber(node),
        new EthGetUncleByBlockNumberAndIndex(node),
        new EthGetTransactionByBlockNumberAndIndex(node),
        new EthGetRawTransactionByBlockNumberAndIndex(node),
        new EthGetBlockTransactionCountByHash(node),
        new EthGetUncleCountByBlockHash(node),
        new EthGetUncleByBlockHashAndIndex(node),
        new EthGetTransactionByBlockHashAndIndex(node),
        new EthGetRawTransactionByBlockHashAndIndex(node),
        new EthGetTransactionByHash(node),
        new EthGetRawTransactionByHash(node),
        new EthGetTransactionBySenderAndNonce(node),
        new EthGetTransactionReceipt(node),
        new EthGetBlockReceipts(node),
        new EthGetLogs(node),
        new EthNewFilter(node),
        new EthNewBlockFilter(node),
        new EthNewPendingTransactionFilter(node),
        new EthUninstallFilter(node),
        new EthGetFilterLogs(node),
        new EthGetFilterChanges(node),
        new EthSubscribe(node),
        new EthUnsubscribe(node),
        new EthFeeHistory(node),
        new EthCall(node),
        new EthEstimateGas(node),
        new EthSimulateV1(node),
        new EthSendRawTransaction(node),
        new EthSendRawTransactionSync(node),
        new EthPendingTransactions(node),
        new EthSendTransaction(node),
        new EthSendTransactionSync(node),
        new EthSignTransaction(node),
        new EthFillTransaction(node),
        new EthSign(node),
        new EthSignTypedDataV4(node),
        new PersonalSign(node));
  }

  private static List<RpcMethod> txpool(NodeServices node) {
    return List.of(
        new TxpoolStatus(node),
        new TxpoolContent(node),
        new TxpoolInspect(node),
        new TxpoolContentFrom(node));
  }

  private static List<RpcMethod> debug(NodeServices node) {
    return List.of(
        new DebugGetRawHeader(node),
        new DebugGetRawBlock(node),
        new DebugGetRawReceipts(node),
        new DebugGetBadBlocks(node),
        new DebugCodeByHash(node),
        new DebugTraceTransaction(node),
        new DebugTraceBlockByNumber(node),
        new DebugTraceBlockByHash(node),
        new DebugTraceCall(node),
        new TraceBlock(node),
        new TraceTransaction(node));
  }

  private static List<RpcMethod> assay(NodeServices node) {
    return List.of(new AssayGasProfile(node));
  }

  private static List<RpcMethod> dev(NodeServices node) {
    return List.of(
        new EvmMine(node),
        new EvmMineDetailed(node),
        new HardhatMine(node),
        new EvmSnapshot(node),
        new EvmRevert(node),
        new AnvilRollback(node),
        new HardhatReset(node),
        new AnvilDumpState(node),
        new AnvilLoadState(node),
        new EvmIncreaseTime(node),
        new EvmSetTime(node),
        new EvmSetNextBlockTimestamp(node),
        new AnvilSetBlockTimestampInterval(node),
        new AnvilRemoveBlockTimestampInterval(node),
        new EvmSetAutomine(node),
        new HardhatGetAutomine(node),
        new EvmSetIntervalMining(node),
        new AnvilSetIntervalMining(node),
        new AnvilGetIntervalMining(node),
        new EvmSetBlockGasLimit(node),
        new HardhatSetBalance(node),
        new AnvilAddBalance(node),
        new HardhatSetNonce(node),
        new HardhatSetCode(node),
        new HardhatSetStorageAt(node),
        new HardhatSetCoinbase(node),
        new HardhatSetNextBlockBaseFeePerGas(node),
        new HardhatSetPrevRandao(node),
        new HardhatImpersonateAccount(node),
        new HardhatStopImpersonatingAccount(node),
        new AnvilAutoImpersonateAccount(node),
        new HardhatDropTransaction(node),
        new AnvilDropAllTransactions(node),
        new AnvilRemovePoolTransactions(node),
        new AnvilNodeInfo(node),
        new HardhatMetadata(node),
        new HardhatSetLoggingEnabled(node),
        new AnvilGetGenesisTime(node));
  }
}
