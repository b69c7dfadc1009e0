package dev.assay.conformance.fuzz;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A value as Binaryen's interpreter prints it: integers in decimal, floats in decimal or as {@code
 * nan:0x...}, vectors as four words.
 */
record BinaryenValue(NumberType type, long low, long high) {
  /** The values in consecutive slots. */
  static List<BinaryenValue> of(List<ValueType> types, long[] slots, int first) {
    List<BinaryenValue> values = new ArrayList<>();
    int slot = first;
    for (ValueType each : types) {
      if (!(each instanceof NumberType type)) {
        throw new IllegalArgumentException("Binaryen's log has no " + each);
      }
      values.add(new BinaryenValue(type, slots[slot], type.slots() == 2 ? slots[slot + 1] : 0));
      slot += type.slots();
    }
    return values;
  }

  /**
   * Whether a line of the log says the same as these values. A NaN is any NaN: the standard leaves
   * its bits open, and Binaryen takes its processor's.
   *
   * @param isResult results stand in parentheses when there are several; a logged i64 is two words
   */
  static boolean matches(String line, List<BinaryenValue> values, boolean isResult) {
    if (!isResult && values.getFirst().type == NumberType.I64) {
      String[] words = line.split(" ", -1);
      long low = Integer.parseInt(words[0]) & 0xffffffffL;
      long bits = low | ((long) Integer.parseInt(words[1]) << 32);
      return bits == values.getFirst().low;
    }
    String inside = values.size() > 1 ? line.substring(1, line.length() - 1) : line;
    String[] texts = inside.split(", ", -1);
    if (texts.length != values.size()) {
      return false;
    }
    for (int i = 0; i < texts.length; i++) {
      if (!values.get(i).matches(texts[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(String text) {
    return switch (type) {
      case I32 -> new BigInteger(text).intValue() == (int) low;
      case I64 -> new BigInteger(text).longValue() == low;
      case F32 -> {
        float value = Float.intBitsToFloat((int) low);
        yield text.contains("nan")
            ? Float.isNaN(value)
            : Float.floatToIntBits((float) number(text)) == Float.floatToIntBits(value);
      }
      case F64 -> {
        double value = Double.longBitsToDouble(low);
        yield text.contains("nan")
            ? Double.isNaN(value)
            : Double.doubleToLongBits(number(text)) == Double.doubleToLongBits(value);
      }
      case V128 -> text.equals(words());
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private String words() {
    return "i32x4 0x%08x 0x%08x 0x%08x 0x%08x"
        .formatted((int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32));
  }
}
