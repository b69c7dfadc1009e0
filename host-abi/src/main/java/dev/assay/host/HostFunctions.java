package dev.assay.host;

import static dev.assay.host.HostFunctionRow.ReadOnly.ALLOWED;
import static dev.assay.host.HostFunctionRow.ReadOnly.FAILS;
import static dev.assay.host.HostFunctionRow.ReadOnly.FAILS_WHEN_DIRTY;
import static dev.assay.host.HostFunctionRow.ReadOnly.REFUSES_VALUE;

import dev.assay.host.HostFunctionRow.Handler;
import dev.assay.host.HostFunctionRow.Kind;
import dev.assay.host.HostFunctionRow.ReadOnly;
import dev.assay.host.call.AccountFunctions;
import dev.assay.host.call.CallFunctions;
import dev.assay.host.call.ConsoleFunctions;
import dev.assay.host.call.EnvironmentFunctions;
import dev.assay.host.call.MathFunctions;
import dev.assay.host.call.StorageFunctions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of host functions: everything a contract can import.
 *
 * <p>Import resolution, the guest headers and the reference page derive from it; base fees stand in
 * the gas schedules under {@link HostFunctionRow#key}. The module {@code vm_hooks} is byte for byte
 * that of Arbitrum Stylus; {@code console} and {@code debug} are for development.
 */
public final class HostFunctions {
  /** The module of the functions proper. */
  public static final String VM_HOOKS = "vm_hooks";

  /** The module of functions that print. */
  public static final String CONSOLE = "console";

  /** The module of functions that do nothing. */
  public static final String DEBUG = "debug";

  /** Every row, in the order of the reference page. */
  public static final List<HostFunctionRow> ALL = rows();

  private static final Map<String, HostFunctionRow> BY_KEY = byKey();

  private HostFunctions() {}

  /** The row of an import, or null when there is none. */
  public static @Nullable HostFunctionRow find(String module, String name) {
    return BY_KEY.get(module + '.' + name);
  }

  private static Map<String, HostFunctionRow> byKey() {
    Map<String, HostFunctionRow> rows = new LinkedHashMap<>();
    for (HostFunctionRow row : ALL) {
      if (rows.put(row.key(), row) != null) {
        throw new IllegalStateException("two rows for " + row.key());
      }
    }
    return Collections.unmodifiableMap(rows);
  }

  private static List<HostFunctionRow> rows() {
    Table table = new Table();
    messages(table);
    storage(table);
    calls(table);
    accounts(table);
    environment(table);
    mathematics(table);
    legacy(table);
    console(table);
    return List.copyOf(table.rows);
  }

  private static void messages(Table table) {
    table.row(
        "read_args",
        "dest:out",
        ALLOWED,
        "write(calldata)",
        "Copies the whole calldata.",
        EnvironmentFunctions::readArgs);
    table.row(
        "write_result",
        "data:in len:u32",
        ALLOWED,
        "2 read(len)",
        "Sets the return or revert data; the last call counts.",
        EnvironmentFunctions::writeResult);
    table.row(
        "exit_early",
        "status:u32",
        ALLOWED,
        "",
        "Ends the frame at once: 0 returns, anything else reverts.",
        EnvironmentFunctions::exitEarly);
  }

  private static void storage(Table table) {
    table.row(
        "storage_load_bytes32",
        "key:in dest:out",
        ALLOWED,
        "on a miss 2100 or 100 gas, 5 gas, cache growth",
        "Reads a storage slot through the frame's cache.",
        StorageFunctions::load);
    table.row(
        "storage_cache_bytes32",
        "key:in value:in",
        ALLOWED,
        "cache growth",
        "Writes a storage slot in the frame's cache.",
        StorageFunctions::cache);
    table.row(
        "storage_flush_cache",
        "clear:u32",
        FAILS_WHEN_DIRTY,
        "each pending write as SSTORE",
        "Persists pending writes; with clear not 0 empties the cache.",
        StorageFunctions::flush);
    table.row(
        "transient_load_bytes32",
        "key:in dest:out",
        ALLOWED,
        "100 gas",
        "Reads a slot of transient storage.",
        StorageFunctions::transientLoad);
    table.row(
        "transient_store_bytes32",
        "key:in value:in",
        FAILS,
        "100 gas",
        "Writes a slot of transient storage.",
        StorageFunctions::transientStore);
  }

  private static void calls(Table table) {
    table.row(
        "call_contract",
        "contract:in calldata:in calldata_len:u32 value:in gas:u64 return_data_len:length_out"
            + " -> u32",
        REFUSES_VALUE,
        "2 read(len), the call",
        "Calls a contract; 0 on success, 2 otherwise.",
        CallFunctions::call);
    table.row(
        "delegate_call_contract",
        "contract:in calldata:in calldata_len:u32 gas:u64 return_data_len:length_out -> u32",
        ALLOWED,
        "2 read(len), the call",
        "Runs another contract's code on this contract's storage.",
        CallFunctions::delegateCall);
    table.row(
        "static_call_contract",
        "contract:in calldata:in calldata_len:u32 gas:u64 return_data_len:length_out -> u32",
        ALLOWED,
        "2 read(len), the call",
        "Calls a contract that may change nothing.",
        CallFunctions::staticCall);
    table.row(
        "create1",
        "code:in code_len:u32 endowment:in contract:out revert_data_len:length_out",
        FAILS,
        "2 read(len), 32000 gas, the creation",
        "Creates a contract; the address is zero on failure.",
        CallFunctions::create1);
    table.row(
        "create2",
        "code:in code_len:u32 endowment:in salt:in contract:out revert_data_len:length_out",
        FAILS,
        "2 read(len), 32000 gas, 6 gas per word, the creation",
        "Creates a contract at an address made of salt and code.",
        CallFunctions::create2);
    table.row(
        "read_return_data",
        "dest:out offset:u32 size:u32 -> u32",
        ALLOWED,
        "write(bytes copied)",
        "Copies a part of the last callee's data; gives the bytes copied, never traps on the range.",
        CallFunctions::readReturnData);
    table.row(
        "return_data_size",
        "-> u32",
        ALLOWED,
        "",
        "Length of the last callee's data.",
        CallFunctions::returnDataSize);
    table.row(
        "emit_log",
        "data:in len:u32 topics:u32",
        FAILS,
        "read(len), 375 gas (topics + 1), 8 gas per byte of data",
        "Emits a log; the first 32 * topics bytes are the topics.",
        EnvironmentFunctions::emitLog);
  }

  private static void accounts(Table table) {
    table.row(
        "account_balance",
        "account:in dest:out",
        ALLOWED,
        "2600 or 100 gas",
        "Balance of an account.",
        AccountFunctions::balance);
    table.row(
        "account_code",
        "account:in offset:u32 size:u32 dest:out -> u32",
        ALLOWED,
        "700 gas, 2600 or 100 gas, write(whole code)",
        "Copies a part of an account's code; gives the bytes copied.",
        AccountFunctions::code);
    table.row(
        "account_code_size",
        "account:in -> u32",
        ALLOWED,
        "700 gas, 2600 or 100 gas",
        "Length of an account's code.",
        AccountFunctions::codeSize);
    table.row(
        "account_codehash",
        "account:in dest:out",
        ALLOWED,
        "2600 or 100 gas",
        "Hash of an account's code; zero for an account that does not exist.",
        AccountFunctions::codeHash);
  }

  private static void environment(Table table) {
    table.value("evm_gas_left", "u64", "Gas left.", EnvironmentFunctions::gasLeft);
    table.value("evm_ink_left", "u64", "Ink left.", EnvironmentFunctions::inkLeft);
    table.copy("block_basefee", "Base fee of the block.", EnvironmentFunctions::baseFee);
    table.copy("block_coinbase", "Producer of the block.", EnvironmentFunctions::coinbase);
    table.value(
        "block_gas_limit", "u64", "Gas limit of the block.", EnvironmentFunctions::gasLimit);
    table.value("block_number", "u64", "Number of the block.", EnvironmentFunctions::number);
    table.value(
        "block_timestamp",
        "u64",
        "Time of the block, in seconds since 1970.",
        EnvironmentFunctions::timestamp);
    table.value("chainid", "u64", "Id of the chain.", EnvironmentFunctions::chainId);
    table.copy(
        "contract_address", "Owner of the storage in use.", EnvironmentFunctions::contractAddress);
    table.value(
        "msg_reentrant",
        "u32",
        "1 when a frame below runs this contract.",
        EnvironmentFunctions::reentrant);
    table.copy("msg_sender", "Who called.", EnvironmentFunctions::sender);
    table.copy("msg_value", "Wei that came with the call.", EnvironmentFunctions::value);
    table.copy("tx_gas_price", "Wei per gas.", EnvironmentFunctions::gasPrice);
    table.value("tx_ink_price", "u32", "Ink per gas.", EnvironmentFunctions::inkPrice);
    table.copy("tx_origin", "Who signed the transaction.", EnvironmentFunctions::origin);
    table.row(
        "pay_for_memory_grow",
        "pages:u32",
        ALLOWED,
        "price of the pages",
        "Pays for memory pages; memory.grow does this by itself.",
        EnvironmentFunctions::payForMemoryGrow);
  }

  private static void mathematics(Table table) {
    table.row(
        "math_div",
        "value:inout divisor:in",
        ALLOWED,
        "",
        "Divides; by zero gives zero.",
        MathFunctions::div);
    table.row(
        "math_mod",
        "value:inout modulus:in",
        ALLOWED,
        "",
        "Remainder; by zero gives zero.",
        MathFunctions::mod);
    table.row(
        "math_pow",
        "value:inout exponent:in",
        ALLOWED,
        "50000 per byte of the exponent, 17500 in stylus-2",
        "Power modulo 2^256.",
        MathFunctions::pow);
    table.row(
        "math_add_mod",
        "value:inout addend:in modulus:in",
        ALLOWED,
        "",
        "Sum modulo a number, with a 257-bit intermediate.",
        MathFunctions::addMod);
    table.row(
        "math_mul_mod",
        "value:inout multiplier:in modulus:in",
        ALLOWED,
        "",
        "Product modulo a number, with a 512-bit intermediate.",
        MathFunctions::mulMod);
    table.row(
        "native_keccak256",
        "data:in len:u32 dest:out",
        ALLOWED,
        "121800, 21000 per word beyond two",
        "Keccak-256.",
        MathFunctions::keccak);
  }

  /** Names that binaries of 2023 import. */
  private static void legacy(Table table) {
    table.row(
        "storage_store_bytes32",
        "key:in value:in",
        FAILS,
        "the write as SSTORE",
        "Older name: writes a slot and flushes.",
        StorageFunctions::store);
    table.row(
        "memory_grow",
        "pages:u32",
        ALLOWED,
        "price of the pages",
        "Older name of pay_for_memory_grow.",
        EnvironmentFunctions::payForMemoryGrow);
  }

  private static void console(Table table) {
    table.module = CONSOLE;
    table.row("log_txt", "text:in len:u32", ALLOWED, "", "Prints text.", ConsoleFunctions::logText);
    for (String type : List.of("u32", "u64", "f32", "f64")) {
      String wasm = type.replace('u', 'i');
      Handler print = ConsoleFunctions.printing(Kind.valueOf(type.toUpperCase(Locale.ROOT)));
      table.row("log_" + wasm, "value:" + type, ALLOWED, "", "Prints a number.", print);
      table.row(
          "tee_" + wasm,
          "value:" + type + " -> " + type,
          ALLOWED,
          "",
          "Prints a number and gives it back.",
          print);
    }
    table.module = DEBUG;
    table.row("null_host", "", ALLOWED, "", "Does nothing.", ConsoleFunctions::nothing);
    table.row("start_benchmark", "", ALLOWED, "", "Does nothing.", ConsoleFunctions::nothing);
    table.row("end_benchmark", "", ALLOWED, "", "Does nothing.", ConsoleFunctions::nothing);
  }

  /** Collects rows. */
  private static final class Table {
    private final List<HostFunctionRow> rows = new ArrayList<>();
    private String module = VM_HOOKS;

    void row(
        String name,
        String signature,
        ReadOnly readOnly,
        String cost,
        String doc,
        Handler handler) {
      rows.add(HostFunctionRow.of(module, name, signature, readOnly, cost, doc, handler));
    }

    void value(String name, String kind, String doc, Handler handler) {
      row(name, "-> " + kind, ALLOWED, "", doc, handler);
    }

    void copy(String name, String doc, Handler handler) {
      row(name, "dest:out", ALLOWED, "", doc, handler);
    }
  }
}
