package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.HostSubject.Step;
import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctions;
import dev.assay.state.types.Address;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A subject for every host function, several where the cost depends on operands or on what the
 * state holds.
 */
final class HostCalls {
  /** What has no subject of its own, and why. */
  static final Map<String, String> LEFT_OUT =
      Map.of("vm_hooks.exit_early", "ends its frame; timed as a call of a contract that does it");

  private static final int[] BYTES = {32, 1_024, 16_384, 65_536};
  private static final int FEW = 300;
  private static final long ALL_GAS = -1;

  private final List<HostSubject> subjects = new ArrayList<>();

  private HostCalls() {}

  /** All subjects. */
  static List<HostSubject> all() {
    HostCalls list = new HostCalls();
    list.messages();
    list.storage();
    list.calls();
    list.creations();
    list.accounts();
    list.arithmetic();
    list.theRest();
    return List.copyOf(list.subjects);
  }

  private HostSubject.Builder of(String name, String variant) {
    return new HostSubject.Builder(key(name), variant, subjects::add);
  }

  private static String key(String name) {
    return HostFunctions.VM_HOOKS + '.' + name;
  }

  // Steps.

  /** Calls a function with constants and drops its result. */
  private static Step call(String name, long... arguments) {
    return code -> call(code, row(name), arguments);
  }

  private static HostFunctionRow row(String name) {
    return Objects.requireNonNull(HostFunctions.find(HostFunctions.VM_HOOKS, name), name);
  }

  private static void call(CodeBuilder code, HostFunctionRow row, long... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch ((NumberType) row.parameters().get(i).kind().type()) {
        case I32 -> code.i32((int) arguments[i]);
        case I64 -> code.i64(arguments[i]);
        case F32 -> code.f32(arguments[i] + 0.1f);
        case F64 -> code.f64(arguments[i] + 0.1);
        case V128 -> throw new IllegalStateException("no host function takes a vector");
      }
    }
    code.call(HostFunctions.ALL.indexOf(row));
    if (row.result() != null) {
      code.op(Opcode.DROP);
    }
  }

  /** Makes the word at a pointer another one. */
  private static Step count(int pointer) {
    return code ->
        code.i32(pointer)
            .i32(pointer)
            .access(Opcode.I64_LOAD, 8)
            .i64(1)
            .op(Opcode.I64_ADD)
            .access(Opcode.I64_STORE, 8);
  }

  private static Step then(Step... steps) {
    return code -> {
      for (Step step : steps) {
        step.write(code);
      }
    };
  }

  // Lists.

  private void messages() {
    for (int length : BYTES) {
      of("read_args", "").calldata(length).step(call("read_args", 0));
      of("write_result", "").units(length).step(call("write_result", 0, length));
      of("emit_log", "no topic").units(length).few(FEW).step(call("emit_log", 0, length, 0));
      of("read_return_data", "")
          .units(length)
          .first(call("static_call_contract", Layout.IDENTITY, 0, 65_536, ALL_GAS, Layout.OUT))
          .step(call("read_return_data", Layout.OUT, 0, length));
      of("native_keccak256", "")
          .units(length)
          .step(call("native_keccak256", 0, length, Layout.OUT));
    }
    of("emit_log", "4 topics").few(FEW).step(call("emit_log", 0, 128, 4));
    of("native_keccak256", "136 bytes").step(call("native_keccak256", 0, 136, Layout.OUT));
  }

  private void storage() {
    Step load = call("storage_load_bytes32", Layout.KEY, Layout.OUT);
    Step cache = call("storage_cache_bytes32", Layout.KEY, Layout.WORD);
    Step flush = call("storage_flush_cache", 0);
    of("storage_load_bytes32", "at hand").step(load);
    of("storage_load_bytes32", "cold").few(FEW).step(then(count(Layout.KEY), load));
    of("storage_load_bytes32", "warm, after a flush")
        .step(then(call("storage_flush_cache", 1), load));
    of("storage_cache_bytes32", "at hand").step(cache);
    of("storage_cache_bytes32", "new key").few(FEW).step(then(count(Layout.KEY), cache));
    of("storage_flush_cache", "clean").step(flush);
    of("storage_flush_cache", "with a write of the same word").step(then(cache, flush));
    of("storage_flush_cache", "with a write of another word")
        .step(then(count(Layout.WORD), cache, flush));
    of("storage_flush_cache", "with a write of a new slot")
        .few(FEW)
        .step(then(count(Layout.KEY), cache, flush));
    of("storage_store_bytes32", "another word")
        .step(then(count(Layout.WORD), call("storage_store_bytes32", Layout.KEY, Layout.WORD)));
    Step load1153 = call("transient_load_bytes32", Layout.KEY, Layout.OUT);
    Step store1153 = call("transient_store_bytes32", Layout.KEY, Layout.WORD);
    of("transient_load_bytes32", "").step(load1153);
    of("transient_store_bytes32", "same slot").step(store1153);
    of("transient_store_bytes32", "new slot").few(FEW).step(then(count(Layout.KEY), store1153));
  }

  private void calls() {
    int out = Layout.OUT;
    of("call_contract", "of an empty account")
        .step(call("call_contract", Layout.NOBODY, 0, 0, Layout.ZERO, ALL_GAS, out));
    of("call_contract", "with a wei")
        .step(call("call_contract", Layout.NOBODY, 0, 0, Layout.ONE, ALL_GAS, out));
    for (int length : BYTES) {
      of("call_contract", "of the identity contract")
          .units(length)
          .step(call("call_contract", Layout.IDENTITY, 0, length, Layout.ZERO, ALL_GAS, out));
    }
    of("call_contract", "of a contract")
        .step(call("call_contract", Layout.CONTRACT, 0, 0, Layout.ZERO, ALL_GAS, out));
    of("call_contract", "of a contract that exits early")
        .step(call("call_contract", Layout.EXITING, 0, 0, Layout.ZERO, ALL_GAS, out));
    of("call_contract", "of a contract that traps")
        .step(call("call_contract", Layout.TRAPPING, 0, 0, Layout.ZERO, ALL_GAS, out));
    of("delegate_call_contract", "of a contract")
        .step(call("delegate_call_contract", Layout.CONTRACT, 0, 0, ALL_GAS, out));
    of("static_call_contract", "of a contract")
        .step(call("static_call_contract", Layout.CONTRACT, 0, 0, ALL_GAS, out));
  }

  private void creations() {
    int length = HostSubject.created().length;
    int to = Layout.OUT;
    of("create1", "").few(FEW).step(call("create1", Layout.CODE, length, Layout.ZERO, to, to + 64));
    of("create2", "")
        .few(FEW)
        .step(
            then(
                count(Layout.WORD),
                call("create2", Layout.CODE, length, Layout.ZERO, Layout.WORD, to, to + 64)));
  }

  private void accounts() {
    for (String name : List.of("account_balance", "account_codehash")) {
      of(name, "warm").step(call(name, Layout.CONTRACT, Layout.OUT));
      of(name, "cold")
          .few(FEW)
          .step(then(count(Layout.NOBODY), call(name, Layout.NOBODY, Layout.OUT)));
    }
    Step one = call("account_code_size", Layout.CONTRACT);
    Step other = call("account_code_size", Layout.EXITING);
    of("account_code_size", "same again").step(one);
    of("account_code_size", "of two in turn").step(then(one, other));
    of("account_code", "same again")
        .step(call("account_code", Layout.CONTRACT, 0, 1_000, Layout.OUT));
    of("account_code", "64 KiB, part").step(call("account_code", Layout.LARGE, 0, 32, Layout.OUT));
    of("account_code", "64 KiB").step(call("account_code", Layout.LARGE, 0, 65_536, Layout.OUT));
  }

  /** Operands of full width; the result takes the place of the first, which is put back. */
  private void arithmetic() {
    Step reset = code -> code.i32(Layout.OUT).i32(Layout.WIDE).i32(32).op(Opcode.MEMORY_COPY, 0, 0);
    for (String name : List.of("math_div", "math_mod")) {
      for (int divisor : new int[] {Layout.WORD, Layout.HALF}) {
        String variant = divisor == Layout.HALF ? "by 128 bits" : "by 256 bits";
        of(name, variant).step(then(reset, call(name, Layout.OUT, divisor)));
      }
    }
    of("math_pow", "32 bytes").step(then(reset, call("math_pow", Layout.OUT, Layout.WIDE)));
    of("math_pow", "1 byte").step(then(reset, call("math_pow", Layout.OUT, Layout.ONE)));
    for (String name : List.of("math_add_mod", "math_mul_mod")) {
      of(name, "").step(then(reset, call(name, Layout.OUT, Layout.WIDE, Layout.WORD)));
      of(name, "by 128 bits").step(then(reset, call(name, Layout.OUT, Layout.WIDE, Layout.HALF)));
    }
  }

  /** Functions whose cost depends on nothing: pointers into memory, zero otherwise. */
  private void theRest() {
    for (HostFunctionRow row : HostFunctions.ALL) {
      boolean known = subjects.stream().anyMatch(subject -> subject.name().equals(row.key()));
      if (known || LEFT_OUT.containsKey(row.key())) {
        continue;
      }
      long[] arguments =
          row.parameters().stream()
              .mapToLong(
                  parameter ->
                      switch (parameter.kind()) {
                        case IN -> Layout.KEY;
                        case OUT, INOUT, LENGTH_OUT -> Layout.OUT;
                        case U32, U64, F32, F64 -> 0;
                      })
              .toArray();
      new HostSubject.Builder(row.key(), "", subjects::add)
          .step(code -> call(code, row, arguments));
    }
    long text = 65_536;
    HostFunctionRow log =
        Objects.requireNonNull(HostFunctions.find(HostFunctions.CONSOLE, "log_txt"));
    new HostSubject.Builder(log.key(), "64 KiB", subjects::add)
        .step(code -> call(code, log, 0, text));
  }

  /** Where the measured contract keeps things in its memory. */
  static final class Layout {
    static final int KEY = 0x20000;
    static final int WORD = 0x20020;
    static final int WIDE = 0x20040;
    static final int HALF = 0x20060;
    static final int ZERO = 0x20080;
    static final int ONE = 0x200A0;
    static final int NOBODY = 0x200C0;
    static final int IDENTITY = 0x200E0;
    static final int CONTRACT = 0x20100;
    static final int EXITING = 0x20120;
    static final int TRAPPING = 0x20140;
    static final int LARGE = 0x20160;
    static final int CODE = 0x21000;
    static final int OUT = 0x30000;

    /** Who stands behind the pointers above. */
    static final Map<Integer, Address> ACCOUNTS =
        Map.of(
            NOBODY, Address.of(0xFEED_0001L),
            IDENTITY, Address.of(4),
            CONTRACT, Address.of(0xC0DE_0001L),
            EXITING, Address.of(0xC0DE_0002L),
            TRAPPING, Address.of(0xC0DE_0003L),
            LARGE, Address.of(0xC0DE_0004L));

    private Layout() {}
  }
}
