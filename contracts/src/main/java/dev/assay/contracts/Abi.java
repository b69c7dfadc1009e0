package dev.assay.contracts;

import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.web3j.crypto.Hash;

/**
 * The interface of a contract, as the Solidity compiler describes it in JSON.
 *
 * @param functions what can be called, in the order of the file
 * @param events what is logged
 * @param errors the custom errors it reverts with
 */
public record Abi(List<Function> functions, List<Event> events, List<CustomError> errors) {

  /** What every contract can revert with besides its own errors. */
  private static final List<CustomError> STANDARD_ERRORS =
      List.of(
          new CustomError("Error", List.of(new Parameter("reason", "string", false))),
          new CustomError("Panic", List.of(new Parameter("code", "uint256", false))));

  /**
   * A named value.
   *
   * @param name may be empty
   * @param type the ABI's name of the type, such as {@code uint256}; a tuple is spelled out, {@code
   *     (uint256,address)}
   * @param indexed for events: a topic rather than data
   */
  public record Parameter(String name, String type, boolean indexed) {}

  /** Something with a signature: its hash identifies it on the chain. */
  public sealed interface Entry {
    String name();

    List<Parameter> inputs();

    /** Such as {@code transfer(address,uint256)}. */
    default String signature() {
      return inputs().stream().map(Parameter::type).collect(joining(",", name() + "(", ")"));
    }

    /** Keccak-256 of the signature, 32 bytes. */
    default byte[] hash() {
      return Hash.sha3(signature().getBytes(StandardCharsets.US_ASCII));
    }

    /** The first four bytes of the hash, as eight digits with 0x. */
    default String selector() {
      return "0x" + HexFormat.of().formatHex(hash(), 0, 4);
    }
  }

  /** A function. */
  public record Function(
      String name, List<Parameter> inputs, List<Parameter> outputs, boolean payable)
      implements Entry {

    /** Calldata: the selector and the encoded arguments, as hexadecimal digits with 0x. */
    public String encode(Object... arguments) {
      return selector() + AbiValues.encode(signature(), inputs, List.of(arguments));
    }

    /** The values in what a call returned. */
    public List<Object> decode(String data) {
      return AbiValues.decode(signature(), outputs, data);
    }
  }

  /** An event; its hash is the first topic of the logs it leaves. */
  public record Event(String name, List<Parameter> inputs) implements Entry {

    /** The first topic, as hexadecimal digits with 0x. */
    public String topic() {
      return "0x" + HexFormat.of().formatHex(hash());
    }

    /** The values of a log of this event, in the order of the parameters. */
    public List<Object> decode(List<String> topics, String data) {
      return AbiValues.decodeLog(signature(), inputs, topics, data);
    }
  }

  /** An error with arguments. */
  public record CustomError(String name, List<Parameter> inputs) implements Entry {}

  /** Reads the JSON. */
  public static Abi parse(String json) {
    return AbiParser.parse(json);
  }

  /** The function called {@code name}; of overloaded ones the first. */
  public Function function(String name) {
    return functions.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown("function", name, functions)));
  }

  /** The event called {@code name}. */
  public Event event(String name) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown("event", name, events)));
  }

  /**
   * What revert data says, for people: {@code Error("reason")}, {@code Panic(0x11)}, {@code
   * InsufficientBalance(0x…, 1, 2)}; empty when it is none of this contract's errors.
   */
  public Optional<String> describeRevert(String data) {
    return Stream.concat(errors.stream(), STANDARD_ERRORS.stream())
        .filter(error -> data.startsWith(error.selector()))
        .findFirst()
        .map(error -> describe(error, data));
  }

  private static String describe(CustomError error, String data) {
    List<Object> values =
        AbiValues.decode(error.signature(), error.inputs(), "0x" + data.substring(10));
    boolean panic = error.name().equals("Panic");
    return values.stream()
        .map(value -> panic ? "0x" + ((BigInteger) value).toString(16) : show(value))
        .collect(joining(", ", error.name() + "(", ")"));
  }

  private static String show(Object value) {
    return switch (value) {
      case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
      case String text when !text.startsWith("0x") -> '"' + text + '"';
      default -> value.toString();
    };
  }

  private static String unknown(String kind, String name, List<? extends Entry> known) {
    return "no %s %s; there is %s"
        .formatted(kind, name, known.stream().map(Entry::name).collect(joining(", ")));
  }
}
