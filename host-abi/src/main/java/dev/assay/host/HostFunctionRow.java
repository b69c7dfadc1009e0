package dev.assay.host;

import dev.assay.host.call.ContractFrame;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the host-function table.
 *
 * @param module the import's module name
 * @param name the import's field name
 * @param parameters in order
 * @param result null when there is none
 * @param readOnly what happens in a frame that may change nothing
 * @param variableCost what is charged beyond the schedule's base fee, in words; empty for nothing
 * @param doc one sentence
 * @param handler the semantics; the base fee has been charged
 */
public record HostFunctionRow(
    String module,
    String name,
    List<Parameter> parameters,
    @Nullable Kind result,
    ReadOnly readOnly,
    String variableCost,
    String doc,
    Handler handler) {
  public HostFunctionRow {
    parameters = List.copyOf(parameters);
  }

  /** What crosses the boundary, and how the generated declarations write it. */
  public enum Kind {
    /** Pointer to bytes that the host reads. */
    IN(NumberType.I32),
    /** Pointer to bytes that the host writes. */
    OUT(NumberType.I32),
    /** Pointer to bytes that the host reads and writes. */
    INOUT(NumberType.I32),
    /** Pointer to a 32-bit little-endian length that the host writes. */
    LENGTH_OUT(NumberType.I32),
    /** 32-bit number. */
    U32(NumberType.I32),
    /** 64-bit number. */
    U64(NumberType.I64),
    /** 32-bit float. */
    F32(NumberType.F32),
    /** 64-bit float. */
    F64(NumberType.F64);

    private final ValueType type;

    Kind(ValueType type) {
      this.type = type;
    }

    /** The type in the Wasm signature. */
    public ValueType type() {
      return type;
    }
  }

  /** A named parameter. */
  public record Parameter(String name, Kind kind) {
    private static Parameter parse(String text) {
      String[] parts = text.split(":", 2);
      return new Parameter(parts[0], Kind.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)));
    }
  }

  /** What a function does in a frame that may change nothing. */
  public enum ReadOnly {
    /** It works as everywhere. */
    ALLOWED("allowed"),
    /** The frame fails. */
    FAILS("frame fails"),
    /** The frame fails when a storage write is pending. */
    FAILS_WHEN_DIRTY("frame fails if a write is pending"),
    /** With a value the status is 2, without it works. */
    REFUSES_VALUE("status 2 with a value");

    private final String text;

    ReadOnly(String text) {
      this.text = text;
    }

    /** For the reference page. */
    public String text() {
      return text;
    }
  }

  /** Semantics of a host function. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Does it.
     *
     * @param frame the frame whose code made the call
     * @param slots the caller's slots; arguments from {@code base}, the result goes there
     * @throws dev.assay.vm.exec.Trap to end the frame
     */
    void call(ContractFrame frame, long[] slots, int base);
  }

  /** Module and name, under which schedules price the function. */
  public String key() {
    return module + '.' + name;
  }

  /** The Wasm signature. */
  public FunctionType type() {
    return new FunctionType(
        parameters.stream().map(parameter -> parameter.kind().type()).toList(),
        result == null ? List.of() : List.of(result.type()));
  }

  /**
   * A row from its text form: {@code "data:in len:u32 dest:out -> u32"}.
   *
   * @param signature parameters as {@code name:kind}, and after an arrow the kind of the result
   */
  static HostFunctionRow of(
      String module,
      String name,
      String signature,
      ReadOnly readOnly,
      String variableCost,
      String doc,
      Handler handler) {
    String[] sides = signature.split("->", 2);
    List<Parameter> parameters =
        Arrays.stream(sides[0].strip().split("\\s+", -1))
            .filter(text -> !text.isEmpty())
            .map(Parameter::parse)
            .toList();
    Kind result =
        sides.length == 1
            ? null
            : Kind.valueOf(sides[1].strip().toUpperCase(java.util.Locale.ROOT));
    return new HostFunctionRow(
        module, name, parameters, result, readOnly, variableCost, doc, handler);
  }
}
