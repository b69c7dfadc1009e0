package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedules;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.vm.module.SizeRange;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The conversation of Stylus tools with the chain, in calls. */
class PredeployTest {
  private static final Address ARB_WASM = Address.of(0x71);
  private static final Address ARB_WASM_CACHE = Address.of(0x72);
  private static final Address CACHE_MANAGER =
      Address.fromHex("0x2f8bd4eab69764c105add7de7cb0402557a44e6f");
  private static final Address DEPLOYER =
      Address.fromHex("0xcecba2f1dc234f70dd89f2041029807f8d03a990");

  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1);

  private static byte[] calldata(String function, Object... arguments) {
    return ExampleContractsTest.calldata(function, arguments);
  }

  private static Bytes selector(String signature) {
    Hash hash = Keccak.hash(signature.getBytes(StandardCharsets.US_ASCII));
    return Bytes.of(hash.toArray(), 0, 4);
  }

  private UInt256 number(Address at, String function, Object... arguments) {
    CallOutcome outcome = chain.call(at, calldata(function, arguments));
    assertInstanceOf(CallOutcome.Success.class, outcome, () -> function + " " + outcome);
    return UInt256.of(outcome.output().toArray(), 0);
  }

  @Test
  void activatingAProgramSucceedsOnceAndGivesTheValueBack() {
    Address program = chain.deploy(Guest.contract().wasm());
    Hash codeHash = chain.state.account(program).orElseThrow().codeHash();
    assertEquals(
        selector("ProgramNotActivated()"),
        chain.call(ARB_WASM, calldata("codehashVersion(bytes32)", codeHash.toUInt256())).output());
    CallOutcome first =
        chain.send(ARB_WASM, UInt256.of(1_000), calldata("activateProgram(address)", program));
    assertInstanceOf(CallOutcome.Success.class, first, first::toString);
    assertEquals(UInt256.of(2), UInt256.of(first.output().toArray(), 0));
    assertEquals(UInt256.ZERO, UInt256.of(first.output().toArray(), 32));
    assertEquals(UInt256.ZERO, chain.balance(ARB_WASM));
    assertEquals(codeHash, first.logs().getFirst().topics().get(1));
    assertEquals(UInt256.of(2), number(ARB_WASM, "codehashVersion(bytes32)", codeHash.toUInt256()));
    CallOutcome second =
        chain.send(ARB_WASM, UInt256.ZERO, calldata("activateProgram(address)", program));
    assertEquals(selector("ProgramUpToDate()"), second.output());
    CallOutcome nobody =
        chain.call(ARB_WASM, calldata("activateProgram(address)", TestChain.OTHER));
    assertEquals(selector("ProgramNotWasm()"), nobody.output());
  }

  @Test
  void theFiguresOfTheChain() {
    assertEquals(UInt256.of(10_000), number(ARB_WASM, "inkPrice()"));
    assertEquals(UInt256.of(2), number(ARB_WASM, "stylusVersion()"));
    assertEquals(UInt256.of(128), number(ARB_WASM, "pageLimit()"));
    assertEquals(UInt256.of(620_674_314), number(ARB_WASM, "pageRamp()"));
    Address program = chain.deploy(Guest.contract().pages(SizeRange.between(2, 2)).wasm());
    assertEquals(UInt256.of(2), number(ARB_WASM, "programMemoryFootprint(address)", program));
    assertEquals(UInt256.of(2), number(ARB_WASM, "programVersion(address)", program));
    assertInstanceOf(CallOutcome.Revert.class, chain.call(ARB_WASM, calldata("dropTables()")));
  }

  @Test
  void theCacheAcceptsEveryBidAndKeepsNothing() {
    assertEquals(UInt256.ONE, number(ARB_WASM_CACHE, "codehashIsCached(bytes32)", 1));
    assertEquals(UInt256.ONE, number(ARB_WASM_CACHE, "isCacheManager(address)", CACHE_MANAGER));
    assertEquals(UInt256.ZERO, number(CACHE_MANAGER, "getMinBid(address)", TestChain.OTHER));
    CallOutcome bid =
        chain.send(CACHE_MANAGER, UInt256.of(5), calldata("placeBid(address)", TestChain.OTHER));
    assertTrue(bid.succeeded(), bid::toString);
    assertEquals(UInt256.ZERO, chain.balance(CACHE_MANAGER));
  }

  private static byte[] deploy(byte[] code, byte[] data, int value, int salt) {
    int codeWords = (code.length + 31) / 32;
    int dataWords = (data.length + 31) / 32;
    Object[] head = new Object[4 + 2 + codeWords + dataWords];
    head[0] = 4 * 32;
    head[1] = (5 + codeWords) * 32;
    head[2] = value;
    head[3] = salt;
    head[4] = code.length;
    words(code, head, 5);
    head[5 + codeWords] = data.length;
    words(data, head, 6 + codeWords);
    return calldata("deploy(bytes,bytes,uint256,bytes32)", head);
  }

  private static void words(byte[] bytes, Object[] target, int at) {
    byte[] padded = java.util.Arrays.copyOf(bytes, (bytes.length + 31) / 32 * 32);
    for (int i = 0; i < padded.length / 32; i++) {
      target[at + i] = UInt256.of(padded, 32 * i);
    }
  }

  @Test
  void theDeployerCallsTheConstructorAndGivesTheRestBack() {
    byte[] wasm =
        Guest.contract()
            .host("read_args", 0)
            .host("storage_cache_bytes32", 64, 0)
            .host("msg_value", 128)
            .host("storage_cache_bytes32", 96, 128)
            .data(96, UInt256.ONE.toArray())
            .wasm();
    byte[] argument = UInt256.of(77).toArray();
    CallOutcome outcome = chain.send(DEPLOYER, UInt256.of(1_000), deploy(wasm, argument, 600, 0));
    assertInstanceOf(CallOutcome.Success.class, outcome, outcome::toString);
    Address contract = UInt256.of(outcome.output().toArray(), 0).toAddress();
    assertEquals(UInt256.of(77), chain.state.storage(contract, UInt256.ZERO));
    assertEquals(UInt256.of(600), chain.state.storage(contract, UInt256.ONE));
    assertEquals(UInt256.of(600), chain.balance(contract));
    assertEquals(UInt256.ZERO, chain.balance(DEPLOYER));
    assertEquals(2, outcome.logs().size());
    assertEquals(
        topic("ProgramActivated(bytes32,bytes32,address,uint256,uint16)"),
        outcome.logs().getFirst().topics().getFirst());
    assertEquals(topic("ContractDeployed(address)"), outcome.logs().getLast().topics().getFirst());
    assertEquals(UInt256.ZERO, number(DEPLOYER, "requiresActivation(address)", contract));
    CallOutcome again = chain.send(DEPLOYER, UInt256.ZERO, deploy(wasm, argument, 0, 0));
    assertEquals(1, again.logs().size(), "the same code is active already");
  }

  private static Hash topic(String event) {
    return Keccak.hash(event.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theSaltIsBoundToTheConstructorsArguments() {
    byte[] wasm = Guest.contract().wasm();
    byte[] argument = UInt256.of(77).toArray();
    byte[] bound = new byte[64];
    UInt256.of(5).writeTo(bound, 0);
    UInt256.of(77).writeTo(bound, 32);
    assertEquals(
        Keccak.hash(bound).toUInt256(),
        number(DEPLOYER, "initSalt(bytes32,bytes)", 5, 64, 32, UInt256.of(77)));
    CallOutcome outcome = chain.send(DEPLOYER, UInt256.ZERO, deploy(wasm, argument, 0, 5));
    assertEquals(
        Addresses.created2(DEPLOYER, Keccak.hash(bound), Keccak.hash(wasm)),
        UInt256.of(outcome.output().toArray(), 0).toAddress());
  }

  @Test
  void theDeployerSaysWhatIsWrong() {
    byte[] wasm = Guest.contract().wasm();
    CallOutcome empty = chain.send(DEPLOYER, UInt256.ZERO, deploy(new byte[0], wasm, 0, 0));
    assertEquals(selector("EmptyBytecode()"), empty.output());
    CallOutcome valueAlone = chain.send(DEPLOYER, UInt256.ONE, deploy(wasm, new byte[0], 1, 0));
    assertEquals(selector("InitValueButNotInitData()"), valueAlone.output());
    CallOutcome tooLittle = chain.send(DEPLOYER, UInt256.ONE, deploy(wasm, new byte[1], 2, 0));
    assertEquals(selector("Panic(uint256)"), tooLittle.output().slice(0, 4));
    CallOutcome evm = chain.send(DEPLOYER, UInt256.ZERO, deploy(new byte[] {0x60}, wasm, 0, 0));
    assertInstanceOf(CallOutcome.Revert.class, evm);
    CallOutcome nothingToCall = chain.call(DEPLOYER, calldata("withdraw()"));
    assertEquals(Bytes.EMPTY, assertInstanceOf(CallOutcome.Revert.class, nothingToCall).output());
    assertEquals(UInt256.ZERO, chain.balance(DEPLOYER));
  }

  @Test
  void aFailingConstructorUndoesTheDeployment() {
    byte[] wasm =
        Guest.contract().data(0, new byte[] {8}).host("write_result", 0, 1).returning(1).wasm();
    CallOutcome outcome = chain.send(DEPLOYER, UInt256.of(9), deploy(wasm, new byte[4], 0, 3));
    byte[] error = assertInstanceOf(CallOutcome.Revert.class, outcome).output().toArray();
    assertEquals(selector("ContractInitializationError(address,bytes)"), Bytes.of(error, 0, 4));
    assertEquals(UInt256.ONE, UInt256.of(error, 4 + 2 * 32), "its length");
    assertEquals(8, error[4 + 3 * 32], "what the constructor said");
    assertEquals(UInt256.ZERO, chain.balance(DEPLOYER));
    CallOutcome malformed = chain.call(DEPLOYER, calldata("deploy(bytes,bytes,uint256,bytes32)"));
    assertInstanceOf(CallOutcome.Revert.class, malformed);
  }
}
