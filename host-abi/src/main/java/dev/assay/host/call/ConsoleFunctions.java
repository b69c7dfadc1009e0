package dev.assay.host.call;

import dev.assay.host.HostFunctionRow.Handler;
import dev.assay.host.HostFunctionRow.Kind;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Printing, for development. Without anybody to print for it does nothing, at the same price. */
public final class ConsoleFunctions {
  private ConsoleFunctions() {}

  /**
   * Prints text, which must lie in memory whether somebody listens or not. Its price does not grow
   * with the text, so without a listener nothing is copied.
   */
  public static void logText(ContractFrame frame, long[] slots, int base) {
    frame.memory().require(slots[base], slots[base + 1]);
    Consumer<String> console = frame.context().options().console();
    if (console != null) {
      byte[] text = frame.memory().array(slots[base], slots[base + 1]);
      console.accept(new String(text, StandardCharsets.UTF_8));
    }
  }

  /** Prints a number and leaves it as the result. */
  public static Handler printing(Kind kind) {
    return (frame, slots, base) -> {
      Consumer<String> console = frame.context().options().console();
      if (console != null) {
        console.accept(number(kind, slots[base]));
      }
    };
  }

  /** Does nothing. */
  public static void nothing(ContractFrame frame, long[] slots, int base) {}

  /** A number as it is printed. */
  static String number(Kind kind, long slot) {
    return switch (kind) {
      case U64 -> Long.toString(slot);
      case F32 -> Float.toString(Float.intBitsToFloat((int) slot));
      case F64 -> Double.toString(Double.longBitsToDouble(slot));
      case U32, IN, OUT, INOUT, LENGTH_OUT -> Integer.toString((int) slot);
    };
  }
}
