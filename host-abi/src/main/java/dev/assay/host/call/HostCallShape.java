package dev.assay.host.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.host.HostFunctionRow;
import dev.assay.host.HostFunctionRow.Kind;
import dev.assay.state.types.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a host call a trace shows, in which order and how wide: the encoding of Arbitrum's {@code
 * stylusTracer}, from which {@code cargo stylus replay} feeds a program again.
 *
 * @param name what the trace calls the function
 * @param arguments read before the call, because results may be written over them
 * @param results read after it
 */
public record HostCallShape(String name, List<Term> arguments, List<Term> results) {
  private static final String RESULT = "result";

  /**
   * Function, arguments, results. A term is a parameter and its width: bytes of a number or of
   * memory, another parameter that holds the length, {@code result} for the length that the call
   * returned, {@code calldata}, or {@code text} for a number as printed.
   */
  private static final String TABLE =
      """
      read_args -> dest:calldata
      write_result data:len ->
      exit_early status:4 ->
      storage_load_bytes32 key:32 -> dest:32
      storage_cache_bytes32 key:32 value:32 ->
      storage_flush_cache clear:1 ->
      storage_store_bytes32 key:32 value:32 ->
      transient_load_bytes32 key:32 -> dest:32
      transient_store_bytes32 key:32 value:32 ->
      call_contract contract:20 gas:8 value:32 calldata:calldata_len -> return_data_len:4 result:1
      delegate_call_contract contract:20 gas:8 calldata:calldata_len -> return_data_len:4 result:1
      static_call_contract contract:20 gas:8 calldata:calldata_len -> return_data_len:4 result:1
      create1 endowment:32 code:code_len -> contract:20 revert_data_len:4
      create2 endowment:32 salt:32 code:code_len -> contract:20 revert_data_len:4
      read_return_data offset:4 size:4 -> dest:result
      return_data_size -> result:4
      emit_log topics:4 data:len ->
      account_balance account:20 -> dest:32
      account_code account:20 offset:4 size:4 -> dest:result
      account_code_size account:20 -> result:4
      account_codehash account:20 -> dest:32
      evm_gas_left -> result:8
      evm_ink_left -> result:8
      block_basefee -> dest:32
      block_coinbase -> dest:20
      block_gas_limit -> result:8
      block_number -> result:8
      block_timestamp -> result:8
      chainid -> result:8
      contract_address -> dest:20
      msg_reentrant -> result:4
      msg_sender -> dest:20
      msg_value -> dest:32
      tx_gas_price -> dest:32
      tx_ink_price -> result:4
      tx_origin -> dest:20
      pay_for_memory_grow pages:2 ->
      memory_grow=pay_for_memory_grow pages:2 ->
      math_div value:32 divisor:32 -> value:32
      math_mod value:32 modulus:32 -> value:32
      math_pow value:32 exponent:32 -> value:32
      math_add_mod value:32 addend:32 modulus:32 -> value:32
      math_mul_mod value:32 multiplier:32 modulus:32 -> value:32
      native_keccak256 data:len -> dest:32
      log_txt=console_log_text text:len ->
      log_i32=console_log value:text ->
      log_i64=console_log value:text ->
      log_f32=console_log value:text ->
      log_f64=console_log value:text ->
      tee_i32=console_tee value:text ->
      tee_i64=console_tee value:text ->
      tee_f32=console_tee value:text ->
      tee_f64=console_tee value:text ->
      null_host ->
      start_benchmark ->
      end_benchmark ->
      """;

  private static final Map<String, String> LINES = lines();

  /** Copies the lists. */
  public HostCallShape {
    arguments = List.copyOf(arguments);
    results = List.copyOf(results);
  }

  /** How long a value is. */
  public sealed interface Width {
    /** So many bytes. */
    record Fixed(int bytes) implements Width {}

    /** As many bytes as the argument at a position says. */
    record Argument(int index) implements Width {}

    /** As many bytes as the call returned. */
    record Returned() implements Width {}

    /** The whole calldata of the frame. */
    record Calldata() implements Width {}

    /** A number in decimal. */
    record Text() implements Width {}
  }

  /**
   * A value that crosses.
   *
   * @param index of the parameter, -1 for the result
   * @param kind whether the slot holds the value or points to it
   * @param width how long it is
   */
  public record Term(int index, Kind kind, Width width) {}

  private static Map<String, String> lines() {
    Map<String, String> lines = new TreeMap<>();
    for (String line : TABLE.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.put(line.split("[ =]", 2)[0], line);
      }
    }
    return lines;
  }

  /**
   * The shape of a function.
   *
   * @throws IllegalArgumentException when the table has no line for it, or one that does not fit
   */
  public static HostCallShape of(HostFunctionRow row) {
    String line = LINES.get(row.name());
    if (line == null) {
      throw new IllegalArgumentException("no shape of " + row.key());
    }
    String[] sides = line.split("->", 2);
    String[] words = sides[0].strip().split(" ", -1);
    String name = words[0].substring(words[0].indexOf('=') + 1);
    return new HostCallShape(
        name, terms(row, Arrays.copyOfRange(words, 1, words.length)), terms(row, words(sides[1])));
  }

  private static String[] words(String side) {
    return side.isBlank() ? new String[0] : side.strip().split(" ", -1);
  }

  private static List<Term> terms(HostFunctionRow row, String[] words) {
    return Arrays.stream(words).map(word -> term(row, word.split(":", 2))).toList();
  }

  private static Term term(HostFunctionRow row, String[] parts) {
    int index = index(row, parts[0]);
    Kind kind = index < 0 ? row.result() : row.parameters().get(index).kind();
    if (kind == null) {
      throw new IllegalArgumentException(row.key() + " has no result");
    }
    return new Term(index, kind, width(row, parts[1]));
  }

  private static int index(HostFunctionRow row, String name) {
    for (int i = 0; i < row.parameters().size(); i++) {
      if (row.parameters().get(i).name().equals(name)) {
        return i;
      }
    }
    if (name.equals(RESULT)) {
      return -1;
    }
    throw new IllegalArgumentException(row.key() + " has no parameter " + name);
  }

  private static Width width(HostFunctionRow row, String text) {
    if (Character.isDigit(text.charAt(0))) {
      return new Width.Fixed(Integer.parseInt(text));
    }
    return switch (text) {
      case RESULT -> new Width.Returned();
      case "calldata" -> new Width.Calldata();
      case "text" -> new Width.Text();
      default -> new Width.Argument(index(row, text));
    };
  }

  /**
   * The values of terms one after the other. What does not lie in memory is left out: the call
   * itself traps then.
   *
   * @param given the arguments' slots
   * @param returned the result's slot
   */
  static Bytes read(List<Term> terms, ContractFrame frame, long[] given, long returned) {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (Term term : terms) {
      long slot = term.index() < 0 ? returned : given[term.index()];
      values.writeBytes(
          switch (term.width()) {
            case Width.Text() -> ConsoleFunctions.number(term.kind(), slot).getBytes(UTF_8);
            case Width.Fixed(int bytes) -> fixed(frame, term.kind(), slot, bytes);
            case Width.Argument(int index) -> memory(frame, slot, given[index] & 0xFFFF_FFFFL);
            case Width.Returned() -> memory(frame, slot, returned & 0xFFFF_FFFFL);
            case Width.Calldata() -> memory(frame, slot, frame.message().input().size());
          });
    }
    return Bytes.wrap(values.toByteArray());
  }

  private static byte[] fixed(ContractFrame frame, Kind kind, long slot, int bytes) {
    return switch (kind) {
      case IN, OUT, INOUT -> memory(frame, slot, bytes);
      case LENGTH_OUT -> reversed(memory(frame, slot, bytes));
      case U32, U64, F32, F64 -> bigEndian(slot, bytes);
    };
  }

  private static byte[] memory(ContractFrame frame, long pointer, long length) {
    GuestMemory memory = frame.memory();
    return memory.holds(pointer, length) ? memory.array(pointer, length) : new byte[0];
  }

  private static byte[] reversed(byte[] littleEndian) {
    byte[] bytes = new byte[littleEndian.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = littleEndian[bytes.length - 1 - i];
    }
    return bytes;
  }

  private static byte[] bigEndian(long number, int bytes) {
    byte[] encoded = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      encoded[i] = (byte) (number >>> (bytes - 1 - i) * Byte.SIZE);
    }
    return encoded;
  }
}
