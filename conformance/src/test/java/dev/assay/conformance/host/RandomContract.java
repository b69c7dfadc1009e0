package dev.assay.conformance.host;

import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctions;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.SizeRange;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A contract of host calls in a row, with arguments that mostly make sense, over a memory of words
 * and addresses. It returns all the memory that they can have written.
 */
final class RandomContract {
  private static final int WORD = 32;
  private static final int WORDS = 40;
  private static final int ADDRESSES = WORDS * WORD;
  private static final int ADDRESS_SLOTS = 8;
  private static final int AMOUNTS = ADDRESSES + ADDRESS_SLOTS * WORD;
  private static final int RESULTS = AMOUNTS + 4 * WORD;
  private static final int RETURNED = RESULTS + 16 * WORD;
  private static final int CODE = 8_192;
  private static final int[] EXTREMES = {65_536 - WORD, 65_536 - WORD + 1, 65_536, -1};

  /** What depends on gas, which the other host does not count, or prints. */
  private static final Set<String> LEFT_OUT = Set.of("evm_gas_left", "evm_ink_left");

  private static final List<HostFunctionRow> CALLED =
      HostFunctions.ALL.stream()
          .filter(row -> row.module().equals(HostFunctions.VM_HOOKS))
          .filter(row -> !LEFT_OUT.contains(row.name()))
          .toList();

  /** Calls and creations: what goes on between contracts is where hosts differ. */
  private static final List<HostFunctionRow> NESTING =
      CALLED.stream().filter(row -> row.parameters().size() > 4).toList();

  private final SplittableRandom random;
  private final Address self;
  private final List<Address> callees;

  private RandomContract(SplittableRandom random, Address self, List<Address> callees) {
    this.random = random;
    this.self = self;
    this.callees = callees;
  }

  /**
   * A module that calls some of the addresses given, and itself; not by delegate call, which no
   * guard refuses and which would go on for ever.
   */
  static byte[] wasm(SplittableRandom random, Address self, List<Address> callees) {
    return new RandomContract(random, self, callees).build();
  }

  /** A contract that gives back its calldata: what the random ones create. */
  static byte[] echo() {
    ModuleBuilder module = new ModuleBuilder();
    int read = module.importFunction(HostFunctions.VM_HOOKS, "read_args", "i32 ->");
    int write = module.importFunction(HostFunctions.VM_HOOKS, "write_result", "i32 i32 ->");
    module.export("memory", ExternalKind.MEMORY, module.memory(SizeRange.between(1, 1)));
    module.exportedFunction(
        "user_entrypoint",
        "i32 -> i32",
        code -> code.i32(0).call(read).i32(0).get(0).call(write).i32(0));
    return module.build();
  }

  private byte[] build() {
    ModuleBuilder module = new ModuleBuilder();
    CALLED.forEach(row -> module.importFunction(row.module(), row.name(), row.type().toString()));
    module.export("memory", ExternalKind.MEMORY, module.memory(SizeRange.between(1, 1)));
    module.exportedFunction("user_entrypoint", "i32 -> i32", this::body);
    for (int i = 0; i < WORDS; i++) {
      module.data(i * WORD, word());
    }
    module.data(ADDRESSES, self.toArray());
    for (int i = 1; i < ADDRESS_SLOTS; i++) {
      module.data(ADDRESSES + i * WORD, callee().toArray());
    }
    module.data(AMOUNTS + 3 * WORD - 1, new byte[] {1});
    module.data(CODE, echo());
    return module.build();
  }

  private Address callee() {
    return callees.isEmpty() || random.nextInt(6) == 0
        ? Address.of(0xFEED_0000L + random.nextInt(3))
        : callees.get(random.nextInt(callees.size()));
  }

  private byte[] word() {
    byte[] word = new byte[WORD];
    switch (random.nextInt(4)) {
      case 0 -> word[WORD - 1] = (byte) random.nextInt(4);
      case 1 -> java.util.Arrays.fill(word, (byte) -1);
      case 2 -> word = UInt256.of(random.nextLong() >>> random.nextInt(64)).toArray();
      default -> random.nextBytes(word);
    }
    return word;
  }

  private void body(CodeBuilder code) {
    if (random.nextInt(8) != 0) {
      code.i32(RETURNED).call(index("read_args"));
    }
    int calls = 3 + random.nextInt(12);
    for (int i = 0; i < calls; i++) {
      call(code, random.nextInt(8) == 0 ? pick(NESTING) : pick(CALLED));
    }
    code.i32(0).i32(RETURNED + 4 * WORD).call(index("write_result"));
    code.i32(random.nextInt(10) == 0 ? 1 : 0);
  }

  private HostFunctionRow pick(List<HostFunctionRow> rows) {
    HostFunctionRow row = rows.get(random.nextInt(rows.size()));
    boolean final_ = row.name().equals("exit_early") && random.nextInt(4) != 0;
    return final_ ? pick(rows) : row;
  }

  private static int index(String name) {
    return CALLED.indexOf(HostFunctions.find(HostFunctions.VM_HOOKS, name));
  }

  private void call(CodeBuilder code, HostFunctionRow row) {
    if (row.result() != null) {
      code.i32(RESULTS + random.nextInt(16) * WORD);
    }
    for (HostFunctionRow.Parameter parameter : row.parameters()) {
      argument(code, row.name(), parameter.name());
    }
    code.call(CALLED.indexOf(row));
    if (row.result() != null) {
      boolean wide = row.result() == HostFunctionRow.Kind.U64;
      code.access(wide ? Opcode.I64_STORE : Opcode.I32_STORE, 0);
    }
  }

  private void argument(CodeBuilder code, String function, String parameter) {
    if (parameter.equals("gas")) {
      code.i64(-1);
      return;
    }
    boolean creates = function.startsWith("create");
    code.i32(
        switch (parameter) {
          case "contract", "account" -> address(function.startsWith("delegate") ? 1 : 0);
          case "endowment" -> amount();
          case "value" -> function.equals("call_contract") ? amount() : pointer();
          case "code" -> CODE;
          case "code_len" -> creates ? echo().length : length();
          case "return_data_len", "revert_data_len" -> RESULTS + random.nextInt(16) * WORD;
          case "calldata_len", "len", "size", "offset" -> length();
          case "topics" -> random.nextInt(40) == 0 ? EXTREMES[random.nextInt(4)] : topics();
          case "status", "clear", "pages" -> random.nextInt(2);
          default -> pointer();
        });
  }

  private int address(int first) {
    return ADDRESSES + (first + random.nextInt(ADDRESS_SLOTS - first)) * WORD;
  }

  private int amount() {
    return AMOUNTS + (random.nextInt(3) == 0 ? 2 * WORD : random.nextInt(2) * WORD);
  }

  private int topics() {
    return random.nextInt(random.nextInt(3) == 0 ? 6 : 2);
  }

  private int length() {
    return switch (random.nextInt(12)) {
      case 0 -> random.nextInt(40) == 0 ? EXTREMES[random.nextInt(4)] : 0;
      case 1 -> 1_000;
      default -> random.nextInt(200);
    };
  }

  private int pointer() {
    return random.nextInt(120) == 0
        ? EXTREMES[random.nextInt(EXTREMES.length)]
        : random.nextInt(WORDS) * WORD;
  }
}
