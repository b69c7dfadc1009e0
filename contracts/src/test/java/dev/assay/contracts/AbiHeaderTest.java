package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbiHeaderTest {
  private static final Path SOURCES = Path.of("src/main/wasm-src");

  /** With -Dassay.update=true the headers are written instead of compared. */
  @ParameterizedTest
  @EnumSource
  void theHeadersInTheSourcesAreThoseOfTheAbis(Contracts contract) throws IOException {
    String name = contract.fileName();
    Path file = SOURCES.resolve(name).resolve(name + "_abi.h");
    String header = AbiHeader.of(name, contract.load().abi());
    if (Boolean.getBoolean("assay.update")) {
      Files.writeString(file, header);
    }
    assertEquals(Files.readString(file), header);
  }

  @Test
  void overloadedFunctionsAreToldApartByTheirParameters() {
    String header =
        AbiHeader.of(
            "two",
            Abi.parse(
                """
                [{"type": "function", "name": "put", "inputs": [{"type": "uint256"}], "outputs": []},
                 {"type": "function", "name": "put", "inputs": [{"type": "address[]"}], "outputs": []}]
                """));
    assertTrue(header.contains("#define FUNCTION_PUT_UINT256 0x"), header);
    assertTrue(header.contains("#define FUNCTION_PUT_ADDRESS_ 0x"), header);
  }
}
