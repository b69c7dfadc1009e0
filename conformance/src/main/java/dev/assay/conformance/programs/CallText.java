package dev.assay.conformance.programs;

import dev.assay.state.crypto.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Data as {@code programs.txt} writes it: {@code 0x} with digits, or words. A word is a function's
 * signature, which stands for its selector, or a number, which stands for 32 bytes. {@code {NAME}}
 * is the address of the program deployed under that name, without {@code 0x}.
 */
final class CallText {
  private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");
  private static final BigInteger WORDS = BigInteger.ONE.shiftLeft(256);

  private CallText() {}

  /** The bytes, as digits with 0x. */
  static String data(String text, UnaryOperator<String> addresses) {
    String named = NAME.matcher(text).replaceAll(m -> addresses.apply(m.group(1)));
    List<String> words = Arrays.asList(named.strip().split(" +"));
    return words.stream().map(CallText::word).collect(Collectors.joining("", "0x", ""));
  }

  private static String word(String word) {
    if (word.startsWith("0x")) {
      return word.substring(2).toLowerCase(Locale.ROOT);
    }
    if (word.endsWith(")")) {
      byte[] hash = Keccak.hash(word.getBytes(StandardCharsets.UTF_8)).toArray();
      return HexFormat.of().formatHex(hash, 0, 4);
    }
    String digits = new BigInteger(word).mod(WORDS).toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }
}
