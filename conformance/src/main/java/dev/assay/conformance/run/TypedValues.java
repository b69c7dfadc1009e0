package dev.assay.conformance.run;

import dev.assay.node.cli.CommandFailure;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Values of a command line as the slots of a call, and back. */
final class TypedValues {
  private TypedValues() {}

  /** The slots for a function's arguments. */
  static long[] parse(FunctionType type, List<String> arguments) {
    if (arguments.size() != type.parameters().size()) {
      throw CommandFailure.usage(
          "the function takes (" + type + "), got " + arguments.size() + " arguments");
    }
    long[] slots = new long[arguments.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = parse(type.parameters().get(i), arguments.get(i));
    }
    return slots;
  }

  private static long parse(ValueType type, String text) {
    try {
      return switch (type) {
        case NumberType.I32 -> integer(text, Integer.MIN_VALUE, 0xFFFF_FFFFL);
        case NumberType.I64 -> wide(text);
        case NumberType.F32 -> Float.floatToRawIntBits(Float.parseFloat(text));
        case NumberType.F64 -> Double.doubleToRawLongBits(Double.parseDouble(text));
        default -> throw CommandFailure.usage("an argument of type " + type + " cannot be given");
      };
    } catch (NumberFormatException e) {
      throw CommandFailure.usage("not a value of type " + type + ": " + text);
    }
  }

  private static long integer(String text, long least, long most) {
    long value = Long.decode(text);
    if (value < least || value > most) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static long wide(String text) {
    boolean unsigned = !text.startsWith("-") && !text.startsWith("0x");
    return unsigned ? Long.parseUnsignedLong(text) : Long.decode(text);
  }

  /** The results, one {@code type:value} each. */
  static List<String> print(FunctionType type, long[] slots) {
    List<String> texts = new ArrayList<>();
    int slot = 0;
    for (ValueType each : type.results()) {
      texts.add(each + ":" + print(each, slots, slot));
      slot += each.slots();
    }
    return texts;
  }

  private static String print(ValueType type, long[] slots, int slot) {
    long bits = slots[slot];
    return switch (type) {
      case NumberType.I32 -> Integer.toString((int) bits);
      case NumberType.I64 -> Long.toString(bits);
      case NumberType.F32 -> Float.toString(Float.intBitsToFloat((int) bits));
      case NumberType.F64 -> Double.toString(Double.longBitsToDouble(bits));
      case NumberType.V128 -> "0x" + hex(slots[slot + 1]) + hex(bits);
      default -> bits == 0 ? "null" : "ref";
    };
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(Long.BYTES * 2 - digits.length()) + digits;
  }
}
