package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.contracts.Abi.Function;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbiTest {
  private static final String HOLDER = "0x00000000000000000000000000000000000000aa";
  private static final Abi ERC20 = Contracts.ERC20.load().abi();

  @Test
  void aCallIsSelectorAndArguments() {
    assertEquals(
        "0xa9059cbb"
            + "00000000000000000000000000000000000000000000000000000000000000aa"
            + "0000000000000000000000000000000000000000000000000000000000000007",
        ERC20.function("transfer").encode(HOLDER, BigInteger.valueOf(7)));
  }

  @Test
  void anEventIsReadFromTopicsAndData() {
    String holder = "0x" + "0".repeat(62) + "aa";
    List<String> topics = List.of(ERC20.event("Transfer").topic(), holder, holder);
    assertEquals(
        "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", topics.getFirst());
    assertEquals(
        List.of(HOLDER, HOLDER, BigInteger.TWO),
        ERC20.event("Transfer").decode(topics, "0x" + "0".repeat(63) + "2"));
  }

  @Test
  void revertDataIsDescribed() {
    assertEquals(
        "ERC20InsufficientBalance(%s, 1, 2)".formatted(HOLDER),
        ERC20
            .describeRevert(
                "0xe450d38c" + "0".repeat(62) + "aa" + "0".repeat(63) + "1" + "0".repeat(63) + "2")
            .orElseThrow());
    assertEquals(
        "Panic(0x11)", ERC20.describeRevert("0x4e487b71" + "0".repeat(62) + "11").orElseThrow());
    assertTrue(ERC20.describeRevert("0x12345678").isEmpty());
  }

  @Test
  void wrongUseSaysWhatIsWrong() {
    Function transfer = ERC20.function("transfer");
    assertEquals(
        "transfer(address,uint256) takes 2 arguments, got 1",
        assertThrows(IllegalArgumentException.class, () -> transfer.encode(HOLDER)).getMessage());
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> ERC20.function("steal"))
                    .getMessage())
            .startsWith("no function steal; there is initialize, name"));
    assertEquals(
        "a list was expected, found {}",
        assertThrows(MalformedAbi.class, () -> Abi.parse("{}")).getMessage());
  }

  @Test
  void tuplesAreSpelledOut() {
    Abi abi =
        Abi.parse(
            """
            [{"type": "function", "name": "f", "outputs": [],
              "inputs": [{"type": "tuple[]", "name": "orders",
                          "components": [{"type": "address", "name": "by"}, {"type": "uint256", "name": "n"}]}]}]
            """);
    assertEquals("f((address,uint256)[])", abi.function("f").signature());
  }
}
