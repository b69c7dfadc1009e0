package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.metering.GasSchedules;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts of the contracts module, as they are built, through the whole host. */
@ParameterizedClass
@EnumSource
class ExampleContractsTest {
  private static final Path BUILT = Path.of("../contracts/src/main/resources/dev/assay/contracts");
  private static final UInt256 ETHER = UInt256.fromDecimal("1000000000000000000");

  private final Tier tier;
  private final TestChain chain;

  ExampleContractsTest(Tier tier) {
    this.tier = tier;
    this.chain = new TestChain(GasSchedules.ASSAY_1, tier);
  }

  @Test
  void aVaultThatPaysBeforeItWritesIsSafe() throws IOException {
    Address vault = chain.deploy(Files.readAllBytes(BUILT.resolve("vault.wasm")));
    Address attacker = chain.deploy(Files.readAllBytes(BUILT.resolve("attacker.wasm")));
    chain.send(vault, ETHER.multiply(UInt256.of(10)), calldata("deposit()"));
    CallOutcome attack = chain.send(attacker, ETHER, calldata("attack(address)", vault));
    assertInstanceOf(CallOutcome.Revert.class, attack, attack::toString);
    assertEquals(Optional.of("reentrant call"), Revert.reasonIn(attack.output()));
    assertEquals(ETHER.multiply(UInt256.of(10)), chain.balance(vault));
    assertEquals(UInt256.ZERO, chain.balance(attacker));
  }

  @Test
  void theSameVaultIsEmptiedWhereReentryIsAllowed() throws IOException {
    TestChain stylus = new TestChain(GasSchedules.ASSAY_1.with(allowing()), tier);
    Address vault = stylus.deploy(Files.readAllBytes(BUILT.resolve("vault.wasm")));
    Address attacker = stylus.deploy(Files.readAllBytes(BUILT.resolve("attacker.wasm")));
    stylus.send(vault, ETHER.multiply(UInt256.of(10)), calldata("deposit()"));
    CallOutcome attack = stylus.send(attacker, ETHER, calldata("attack(address)", vault));
    assertInstanceOf(CallOutcome.Success.class, attack, attack::toString);
    assertEquals(UInt256.ZERO, stylus.balance(vault));
    assertEquals(ETHER.multiply(UInt256.of(11)), stylus.balance(attacker));
  }

  private static dev.assay.metering.GasSchedule.ContractRules allowing() {
    var rules = GasSchedules.ASSAY_1.rules();
    return new dev.assay.metering.GasSchedule.ContractRules(
        rules.features(),
        rules.limits(),
        rules.callSlots(),
        rules.callGas(),
        dev.assay.metering.ReentrancyPolicy.ALLOW,
        rules.growthImportRequired(),
        rules.codeBytes(),
        rules.initCodeBytes(),
        rules.fragments());
  }

  @Test
  void aTokenMovesAndTellsAboutIt() throws IOException {
    Address token = chain.deploy(Files.readAllBytes(BUILT.resolve("bench-token.wasm")));
    CallOutcome broke =
        chain.send(
            token, UInt256.ZERO, calldata("transfer(address,uint256)", TestChain.OTHER, 5_000));
    assertInstanceOf(CallOutcome.Revert.class, broke, broke::toString);
    CallOutcome approved =
        chain.send(token, UInt256.ZERO, calldata("approve(address,uint256)", TestChain.OTHER, 10));
    assertInstanceOf(CallOutcome.Success.class, approved, approved::toString);
    assertEquals(
        Keccak.hash("Approval(address,address,uint256)".getBytes(StandardCharsets.US_ASCII)),
        approved.logs().getFirst().topics().getFirst());
    byte[] question = calldata("allowance(address,address)", TestChain.SENDER, TestChain.OTHER);
    CallOutcome allowance = chain.call(token, question);
    assertEquals(UInt256.of(10).toHash().toBytes(), allowance.output());
  }

  static byte[] calldata(String function, Object... arguments) {
    byte[] data = new byte[4 + 32 * arguments.length];
    Hash hash = Keccak.hash(function.getBytes(StandardCharsets.US_ASCII));
    System.arraycopy(hash.toArray(), 0, data, 0, 4);
    for (int i = 0; i < arguments.length; i++) {
      UInt256 word =
          switch (arguments[i]) {
            case Address address -> address.toUInt256();
            case Integer number -> UInt256.of(number);
            case UInt256 number -> number;
            default -> throw new IllegalArgumentException(arguments[i].toString());
          };
      word.writeTo(data, 4 + 32 * i);
    }
    return Bytes.of(data).toArray();
  }
}
