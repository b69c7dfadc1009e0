package dev.assay.vm.exec;

/**
 * Why a run ended abnormally. The numbers are stable: they may be stored, hashed and compared
 * between nodes. The messages are the standard's, word for word, where it has one.
 */
public enum TrapCode {
  UNREACHABLE(1, "unreachable"),
  INTEGER_DIVIDE_BY_ZERO(2, "integer divide by zero"),
  INTEGER_OVERFLOW(3, "integer overflow"),
  INVALID_CONVERSION_TO_INTEGER(4, "invalid conversion to integer"),
  OUT_OF_BOUNDS_MEMORY_ACCESS(5, "out of bounds memory access"),
  OUT_OF_BOUNDS_TABLE_ACCESS(6, "out of bounds table access"),
  UNDEFINED_ELEMENT(7, "undefined element"),
  UNINITIALIZED_ELEMENT(8, "uninitialized element"),
  INDIRECT_CALL_TYPE_MISMATCH(9, "indirect call type mismatch"),
  CALL_STACK_EXHAUSTED(10, "call stack exhausted"),
  /** The first instruction that could not be paid; the whole limit is consumed. */
  OUT_OF_GAS(11, "out of gas"),
  /** A host function refused its arguments or the situation it was called in. */
  HOST_FAILURE(12, "host function failed"),
  /** A host function ended the run on the guest's own wish; an ending rather than a failure. */
  HOST_EXIT(13, "exit"),
  /** The embedder stopped the run from outside. Never part of consensus. */
  CANCELLED(14, "cancelled");

  private final int code;
  private final String message;

  TrapCode(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The stable number. */
  public int code() {
    return code;
  }

  /** The standard's text. */
  public String message() {
    return message;
  }
}
