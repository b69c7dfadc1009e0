package dev.assay.vm.module;

import java.util.Arrays;
import java.util.Optional;

/**
 * The names a module gives to itself and its functions, for people to read. Names never change what
 * a module means, so whatever is wrong with them leaves them out.
 */
public final class NameSection {
  /** No names at all. */
  public static final NameSection EMPTY =
      new NameSection(Optional.empty(), new int[0], new String[0]);

  private final Optional<String> module;
  private final int[] indices;
  private final String[] names;

  /**
   * @param module the module's name
   * @param indices function indices, ascending
   * @param names the name of the function at the same position
   */
  public NameSection(Optional<String> module, int[] indices, String[] names) {
    this.module = module;
    this.indices = indices.clone();
    this.names = names.clone();
  }

  /** The module's name. */
  public Optional<String> module() {
    return module;
  }

  /** The name of a function, imports counted. */
  public Optional<String> function(int index) {
    int position = Arrays.binarySearch(indices, index);
    return position < 0 ? Optional.empty() : Optional.of(names[position]);
  }
}
