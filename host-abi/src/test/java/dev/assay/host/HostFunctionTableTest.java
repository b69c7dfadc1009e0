package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The table is whole, and what is generated from it stands in the repository as generated. After a
 * change of the table run with {@code -Dassay.update=true}.
 */
class HostFunctionTableTest {
  private static final List<String> LEGACY = List.of("storage_store_bytes32", "memory_grow");

  @Test
  void thereAre42FunctionsAndTheirOlderNames() {
    long functions =
        HostFunctions.ALL.stream()
            .filter(row -> row.module().equals(HostFunctions.VM_HOOKS))
            .filter(row -> !LEGACY.contains(row.name()))
            .count();
    assertEquals(42, functions);
  }

  @Test
  void everyFunctionIsPricedInEverySchedule() {
    for (GasSchedule schedule : GasSchedules.ALL) {
      SortedMap<String, Long> unused = new TreeMap<>(schedule.hostFunctions());
      for (HostFunctionRow row : HostFunctions.ALL) {
        assertTrue(schedule.hostFunction(row.key()) >= 0);
        unused.remove(row.key());
      }
      assertEquals(List.of(), List.copyOf(unused.keySet()), "priced, but no function");
    }
  }

  @Test
  void everyFunctionIsDescribed() {
    for (HostFunctionRow row : HostFunctions.ALL) {
      assertFalse(row.doc().isBlank(), row.name());
      assertTrue(row.doc().endsWith("."), row.name());
      assertEquals(row, HostFunctions.find(row.module(), row.name()));
    }
  }

  @Test
  void signaturesAreThoseOfStylus() {
    assertEquals("i32 i32 i32 i32 i64 i32 -> i32", Guest.row("call_contract").type().toString());
    assertEquals("i32 i32 i32 i64 i32 -> i32", Guest.row("static_call_contract").type().toString());
    assertEquals("i32 i32 i32 i32 i32 i32 ->", Guest.row("create2").type().toString());
    assertEquals("i32 i32 i32 i32 -> i32", Guest.row("account_code").type().toString());
    assertEquals("-> i64", Guest.row("evm_ink_left").type().toString());
    assertEquals("i32 ->", Guest.row("pay_for_memory_grow").type().toString());
  }

  @Test
  void whatIsGeneratedStandsAsGenerated() throws IOException {
    assertGolden("../contracts/include/assay.h", GuestInterface.cHeader());
    assertGolden("GUEST_INTERFACE.md", GuestInterface.markdown());
    assertGolden("../contracts/include/assay.ts", GuestInterface.assemblyScript());
    assertGolden("../contracts/include/assay.rs", GuestInterface.rust());
  }

  private static void assertGolden(String file, String generated) throws IOException {
    Path path = Path.of(file);
    if (Boolean.getBoolean("assay.update")) {
      Files.writeString(path, generated);
    }
    assertEquals(generated, Files.readString(path), file);
  }
}
