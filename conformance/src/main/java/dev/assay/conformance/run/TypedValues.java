package dev.assay.conformance.run;

import dev.assay.node.cli.CommandFailure;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.HeapType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of a command line as the slots of a call, and back. What is printed can be given as an
 * argument again and has the same bits then.
 */
final class TypedValues {
  private TypedValues() {}

  /** The slots for a function's arguments. */
  static long[] parse(FunctionType type, List<String> arguments) {
    if (arguments.size() != type.parameters().size()) {
      throw CommandFailure.usage(
          "the function is of type " + type + ", got " + arguments.size() + " arguments");
    }
    long[] slots = new long[type.parameterSlots()];
    int slot = 0;
    for (int i = 0; i < arguments.size(); i++) {
      ValueType parameter = type.parameters().get(i);
      parse(parameter, arguments.get(i), slots, slot);
      slot += parameter.slots();
    }
    return slots;
  }

  private static void parse(ValueType type, String argument, long[] slots, int slot) {
    String prefix = type + ":";
    String text = argument.startsWith(prefix) ? argument.substring(prefix.length()) : argument;
    try {
      switch (type) {
        case NumberType number -> parse(number, text, slots, slot);
        case ReferenceType reference -> slots[slot] = reference(reference, text);
      }
    } catch (NumberFormatException e) {
      throw CommandFailure.usage("not a value of type " + type + ": " + argument);
    }
  }

  private static void parse(NumberType type, String text, long[] slots, int slot) {
    switch (type) {
      case I32 -> slots[slot] = integer(text, Integer.SIZE);
      case I64 -> slots[slot] = integer(text, Long.SIZE);
      case F32 -> slots[slot] = Floats.parse32(text);
      case F64 -> slots[slot] = Floats.parse64(text);
      case V128 -> {
        BigInteger bits = Vectors.parse(text);
        slots[slot] = bits.longValue();
        slots[slot + 1] = bits.shiftRight(Long.SIZE).longValue();
      }
    }
  }

  /** A signed or unsigned number of so many bits, in decimal or hexadecimal. */
  static long integer(String text, int bits) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger magnitude =
        digits.startsWith("0x")
            ? new BigInteger(unsigned(digits.substring(2)), 16)
            : new BigInteger(unsigned(digits));
    BigInteger value = negative ? magnitude.negate() : magnitude;
    if (value.bitLength() > (negative ? bits - 1 : bits)) {
      throw new NumberFormatException(text);
    }
    return bits == Long.SIZE ? value.longValue() : value.intValue();
  }

  /** Digits as they are; a second sign is none. */
  private static String unsigned(String digits) {
    if (digits.startsWith("-") || digits.startsWith("+")) {
      throw new NumberFormatException(digits);
    }
    return digits;
  }

  /** The handle: of a host's reference N it is N + 1, as 0 is null. */
  private static long reference(ReferenceType type, String text) {
    if (text.equals("null")) {
      return 0;
    }
    if (type.heap() == HeapType.FUNC) {
      throw CommandFailure.usage(
          "the only argument of type " + type + " that can be given is null");
    }
    return integer(text, Integer.SIZE - 1) + 1;
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
      case NumberType.F32 -> Floats.print32((int) bits);
      case NumberType.F64 -> Floats.print64(bits);
      case NumberType.V128 -> Vectors.print(bits, slots[slot + 1]);
      case ReferenceType reference -> print(reference, bits);
    };
  }

  private static String print(ReferenceType type, long handle) {
    if (handle == 0) {
      return "null";
    }
    return type.heap() == HeapType.FUNC
        ? "function " + ((int) handle - 1)
        : Long.toString(handle - 1);
  }
}
