package dev.assay.vm.module;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The names a module gives to itself and its functions, for people to read. Names never change what
 * a module means, so whatever is wrong with them leaves them out. The text stays in the module's
 * bytes until somebody asks.
 */
public final class NameSection {
  /** No names at all. */
  public static final NameSection EMPTY =
      new NameSection(new byte[0], Optional.empty(), new int[0], new int[0], new int[0]);

  private final byte[] bytes;
  private final Optional<String> module;
  private final int[] functions;
  private final int[] starts;
  private final int[] lengths;

  /**
   * @param bytes the module's bytes; shared, never written
   * @param module the module's name
   * @param functions indices of the named functions, ascending
   * @param starts where the name of the function at the same position begins
   * @param lengths how many bytes of UTF-8 it has
   */
  public NameSection(
      byte[] bytes, Optional<String> module, int[] functions, int[] starts, int[] lengths) {
    this.bytes = bytes;
    this.module = module;
    this.functions = functions;
    this.starts = starts;
    this.lengths = lengths;
  }

  /** The module's name. */
  public Optional<String> module() {
    return module;
  }

  /** The name of a function, imports counted. */
  public Optional<String> function(int index) {
    int at = Arrays.binarySearch(functions, index);
    return at < 0 ? Optional.empty() : Optional.of(text(starts[at], lengths[at]));
  }

  private String text(int start, int length) {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }
}
