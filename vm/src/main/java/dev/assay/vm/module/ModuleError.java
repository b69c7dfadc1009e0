package dev.assay.vm.module;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Why a module was refused, and where. The message starts with the standard's words for the
 * problem, then says what was found and expected, then the place: {@code type mismatch: i32.add
 * takes i32, found f32 (code section, function 3, offset 0x1f)}.
 */
public abstract class ModuleError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String problem;
  private final @Nullable SectionId section;
  private final int function;
  private final int offset;

  /**
   * @param problem the standard's words
   * @param detail found and expected; empty when the problem says it all
   * @param section the section, or null outside of all sections
   * @param function the function index, or -1 outside of all functions
   * @param offset in the module's bytes
   */
  protected ModuleError(
      String problem, String detail, @Nullable SectionId section, int function, int offset) {
    this.message =
        problem + (detail.isEmpty() ? "" : ": " + detail) + place(section, function, offset);
    this.problem = problem;
    this.section = section;
    this.function = function;
    this.offset = offset;
  }

  private static String place(@Nullable SectionId section, int function, int offset) {
    return (section == null ? " (" : " (" + section + " section, ")
        + (function < 0 ? "" : "function " + function + ", ")
        + "offset 0x"
        + Integer.toHexString(offset)
        + ")";
  }

  /** Problem, detail and place in one line. */
  @Override
  public String getMessage() {
    return message;
  }

  /** The standard's words for the problem. */
  public String problem() {
    return problem;
  }

  /** The section in which it was found, or null outside of all sections. */
  public @Nullable SectionId section() {
    return section;
  }

  /** The function in whose body it was found, imports counted. */
  public OptionalInt function() {
    return function < 0 ? OptionalInt.empty() : OptionalInt.of(function);
  }

  /** Where it was found in the module's bytes. */
  public int offset() {
    return offset;
  }
}
