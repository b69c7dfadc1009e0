package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TransactionProcessorTest {
  private static final UInt256 GWEI = UInt256.of(1_000_000_000);

  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1);

  private static Transaction transfer(
      long nonce, long gas, UInt256 fee, UInt256 tip, UInt256 value) {
    return new DynamicFeeTransaction(
        31_337,
        nonce,
        tip,
        fee,
        gas,
        Optional.of(TestChain.OTHER),
        value,
        Bytes.EMPTY,
        List.of(),
        Signature.NONE);
  }

  private ExecutedBlock.Rejected rejected(Transaction transaction) {
    var before = chain.state.root();
    ExecutedBlock block = chain.mine(transaction);
    assertEquals(1, block.rejected().size());
    assertTrue(block.diff().isEmpty());
    assertEquals(before, chain.state.root());
    return block.rejected().getFirst();
  }

  private void assertRejected(TxInvalidReason reason, String message, Transaction transaction) {
    ExecutedBlock.Rejected rejected = rejected(transaction);
    assertEquals(reason, rejected.reason());
    assertEquals(message, rejected.message());
  }

  @Test
  void aTransferPaysRecipientProducerAndTheFire() {
    UInt256 total = chain.balance(TestChain.SENDER);
    CallOutcome outcome = chain.send(TestChain.OTHER, UInt256.of(5), new byte[0]);
    assertEquals(21_000, outcome.gasUsed());
    assertEquals(UInt256.of(5), chain.balance(TestChain.OTHER));
    assertEquals(
        GWEI.multiply(UInt256.of(2 * 21_000)), chain.balance(TestChain.COINBASE), "2 gwei of tip");
    UInt256 burnt = GWEI.multiply(UInt256.of(21_000));
    UInt256 left =
        chain
            .balance(TestChain.SENDER)
            .add(chain.balance(TestChain.OTHER))
            .add(chain.balance(TestChain.COINBASE));
    assertEquals(total, left.add(burnt));
  }

  @Test
  void whatCannotBeInABlockSaysWhyInTheWordsToolsMatch() {
    String sender = Addresses.checksummed(TestChain.SENDER);
    UInt256 fee = GWEI.multiply(UInt256.of(10));
    assertRejected(
        TxInvalidReason.NONCE_TOO_HIGH,
        "nonce too high: address " + sender + ", tx: 3 state: 0",
        transfer(3, 21_000, fee, GWEI, UInt256.ZERO));
    assertRejected(
        TxInvalidReason.INTRINSIC_GAS,
        "intrinsic gas too low: have 20999, want 21000",
        transfer(0, 20_999, fee, GWEI, UInt256.ZERO));
    assertRejected(
        TxInvalidReason.FEE_CAP_TOO_LOW,
        "max fee per gas less than block base fee: address "
            + sender
            + ", maxFeePerGas: 999999999, baseFee: 1000000000",
        transfer(0, 21_000, UInt256.of(999_999_999), UInt256.ZERO, UInt256.ZERO));
    assertRejected(
        TxInvalidReason.TIP_ABOVE_FEE_CAP,
        "max priority fee per gas higher than max fee per gas: address "
            + sender
            + ", maxPriorityFeePerGas: 2000000000, maxFeePerGas: 1000000000",
        transfer(0, 21_000, GWEI, GWEI.add(GWEI), UInt256.ZERO));
    assertRejected(
        TxInvalidReason.GAS_LIMIT_REACHED,
        "gas limit reached",
        transfer(0, 60_000_001, GWEI, UInt256.ZERO, UInt256.ZERO));
    assertRejected(
        TxInvalidReason.INSUFFICIENT_FUNDS,
        "insufficient funds for gas * price + value: address "
            + sender
            + " have 1000000000000000000000 want 1000000021000000000000",
        transfer(0, 21_000, GWEI, UInt256.ZERO, TestChain.RICH));
    chain.send(TestChain.OTHER, UInt256.ZERO, new byte[0]);
    assertRejected(
        TxInvalidReason.NONCE_TOO_LOW,
        "nonce too low: address " + sender + ", tx: 0 state: 1",
        transfer(0, 21_000, fee, GWEI, UInt256.ZERO));
  }

  @Test
  void anotherChainsSignatureAndAContractAsSenderAreRefused() {
    Transaction elsewhere =
        new DynamicFeeTransaction(
            1,
            0,
            UInt256.ZERO,
            GWEI,
            21_000,
            Optional.of(TestChain.OTHER),
            UInt256.ZERO,
            Bytes.EMPTY,
            List.of(),
            Signature.NONE);
    assertRejected(
        TxInvalidReason.WRONG_CHAIN_ID,
        "invalid chain id for signer: have 1 want 31337",
        elsewhere);
    chain.change(world -> world.code(TestChain.SENDER, Bytes.of(new byte[] {0, 1, 2})));
    assertEquals(
        TxInvalidReason.SENDER_NOT_EOA,
        rejected(transfer(0, 21_000, GWEI, UInt256.ZERO, UInt256.ZERO)).reason());
  }

  @Test
  void calldataHasAFloorPrice() {
    byte[] data = new byte[1_000];
    java.util.Arrays.fill(data, (byte) 1);
    assertEquals(21_000 + 40_000, chain.send(TestChain.OTHER, UInt256.ZERO, data).gasUsed());
    Transaction below = chain.transaction(TestChain.OTHER, UInt256.ZERO, data, 60_999);
    assertEquals(TxInvalidReason.FLOOR_GAS, rejected(below).reason());
  }

  @Test
  void clearedStorageIsRefundedUpToAFifth() {
    Address contract =
        chain.install(
            Guest.contract()
                .host("read_args", 0)
                .host("storage_cache_bytes32", 64, 0)
                .host("storage_flush_cache", 0));
    chain.send(contract, UInt256.ZERO, UInt256.ONE.toArray());
    assertEquals(UInt256.ONE, chain.state.storage(contract, UInt256.ZERO));
    var cleared =
        assertInstanceOf(
            CallOutcome.Success.class, chain.send(contract, UInt256.ZERO, new byte[32]));
    assertEquals(UInt256.ZERO, chain.state.storage(contract, UInt256.ZERO));
    assertEquals(4_800, cleared.gasRefunded());
  }

  @Test
  void anAccessListWarmsWhatItNames() {
    Address contract = chain.install(Guest.contract().host("storage_load_bytes32", 64, 0));
    CallRequest cold = CallRequest.of(TestChain.SENDER, contract, TestChain.GAS, Bytes.EMPTY);
    CallRequest warm =
        new CallRequest(
            TestChain.SENDER,
            contract,
            TestChain.GAS,
            UInt256.ZERO,
            UInt256.ZERO,
            Bytes.EMPTY,
            List.of(new AccessListEntry(contract, List.of(Hash.ZERO))));
    long coldGas =
        chain.processor.call(chain.state, TestChain.BLOCK, cold, ExecutionOptions.NONE).gasUsed();
    long warmGas =
        chain.processor.call(chain.state, TestChain.BLOCK, warm, ExecutionOptions.NONE).gasUsed();
    assertEquals(coldGas + 2_400 + 1_900 - 2_000, warmGas);
  }

  @Test
  void aCallChangesNothingAndNeedsNoMoneyForGas() {
    Address contract = chain.install(Guest.contract().host("storage_cache_bytes32", 64, 64));
    var before = chain.state.root();
    CallRequest poor = CallRequest.of(Address.of(0x999), contract, 100_000, Bytes.EMPTY);
    CallOutcome outcome =
        chain.processor.call(chain.state, TestChain.BLOCK, poor, ExecutionOptions.NONE);
    assertTrue(outcome.succeeded(), outcome::toString);
    assertEquals(before, chain.state.root());
  }

  @Test
  void aCallWithoutAGasPriceSeesNoBaseFee() {
    Guest guest = Guest.contract().host("block_basefee", 0).host("write_result", 0, 32);
    Address contract = chain.install(guest);
    UInt256 fee = TestChain.BLOCK.baseFee();
    CallRequest paying =
        new CallRequest(
            TestChain.SENDER, contract, 100_000, fee, UInt256.ZERO, Bytes.EMPTY, List.of());
    CallOutcome paid =
        chain.processor.call(chain.state, TestChain.BLOCK, paying, ExecutionOptions.NONE);
    assertEquals(Bytes.of(fee.toArray()), paid.output());
    assertEquals(Bytes.of(new byte[32]), chain.call(contract, new byte[0]).output());
  }

  @Test
  void aCallThatCannotBeginSaysWhy() {
    CallRequest rich =
        new CallRequest(
            Address.of(0x999),
            TestChain.OTHER,
            100_000,
            UInt256.ZERO,
            UInt256.ONE,
            Bytes.EMPTY,
            List.of());
    var refused =
        assertInstanceOf(
            CallOutcome.Failed.class,
            chain.processor.call(chain.state, TestChain.BLOCK, rich, ExecutionOptions.NONE));
    assertEquals(Failure.REFUSED, refused.failure());
    assertTrue(refused.message().startsWith("insufficient funds for gas * price + value: address"));
  }

  @Test
  void gasUsedIsTheLeastThatSucceeds() {
    Address contract = chain.install(Guest.contract().host("native_keccak256", 0, 1_000, 0));
    long used = chain.call(contract, new byte[0]).gasUsed();
    assertTrue(chain.call(contract, new byte[0], used, ExecutionOptions.NONE).succeeded());
    assertFalse(chain.call(contract, new byte[0], used - 1, ExecutionOptions.NONE).succeeded());
  }

  @Test
  void receiptsAccumulateGasAndLogs() {
    Address contract = chain.install(Guest.contract().host("emit_log", 0, 32, 1));
    Transaction first = chain.transaction(contract, UInt256.ZERO, new byte[0], 100_000);
    Transaction second = transfer(1, 21_000, GWEI, UInt256.ZERO, UInt256.ONE);
    ExecutedBlock block = chain.mine(first, second);
    assertEquals(2, block.receipts().size());
    long firstGas = block.receipts().get(0).cumulativeGasUsed();
    assertEquals(firstGas + 21_000, block.receipts().get(1).cumulativeGasUsed());
    assertEquals(block.gasUsed(), firstGas + 21_000);
    assertTrue(block.bloom().mayContain(contract));
    assertEquals(List.of(Hash.ZERO), block.receipts().get(0).logs().getFirst().topics());
  }

  @Test
  void aCancelledExecutionEnds() {
    Address endless =
        chain.install(
            Guest.contract()
                .step(
                    code ->
                        code.open(dev.assay.vm.isa.Opcode.LOOP)
                            .op(dev.assay.vm.isa.Opcode.BR, 0)
                            .end()));
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    CallOutcome outcome =
        chain.call(endless, new byte[0], 1L << 40, ExecutionOptions.NONE.with(cancellation));
    assertEquals(Failure.CANCELLED, assertInstanceOf(CallOutcome.Failed.class, outcome).failure());
  }

  /**
   * Money is neither made nor lost but for the base fee, and the same block gives the same result.
   */
  @Property(tries = 40)
  void valueIsConservedAndBlocksAreDeterministic(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5) Integer> kinds) {
    TestChain one = new TestChain(GasSchedules.ASSAY_1);
    Address[] targets = {
      TestChain.OTHER,
      one.install(Guest.contract().host("storage_cache_bytes32", 0, 32)),
      one.install(Guest.contract().returning(1)),
      one.install(Guest.contract().step(code -> code.op(dev.assay.vm.isa.Opcode.UNREACHABLE))),
      one.install(Guest.contract().host("emit_log", 0, 64, 2)),
      one.install(
          Guest.contract()
              .data(0, TestChain.OTHER.toArray())
              .data(63, new byte[] {9})
              .host("call_contract", 0, 0, 0, 32, -1, 128))
    };
    Transaction[] transactions = new Transaction[kinds.size()];
    for (int i = 0; i < transactions.length; i++) {
      transactions[i] =
          new DynamicFeeTransaction(
              31_337,
              i,
              GWEI,
              GWEI.multiply(UInt256.of(3)),
              200_000,
              Optional.of(targets[kinds.get(i)]),
              UInt256.of(100),
              Bytes.EMPTY,
              List.of(),
              Signature.NONE);
    }
    UInt256 before = total(one);
    BlockProcessor blocks = new BlockProcessor(one.processor, tx -> Optional.of(TestChain.SENDER));
    ExecutedBlock again = blocks.execute(one.state, TestChain.BLOCK, List.of(transactions));
    ExecutedBlock block = one.mine(transactions);
    assertEquals(again.receipts(), block.receipts());
    assertEquals(again.diff(), block.diff());
    assertEquals(0, block.rejected().size());
    assertEquals(
        before, total(one).add(TestChain.BLOCK.baseFee().multiply(UInt256.of(block.gasUsed()))));
  }

  private static UInt256 total(TestChain chain) {
    return chain.state.accounts().values().stream()
        .map(account -> account.balance())
        .reduce(UInt256.ZERO, UInt256::add);
  }
}
