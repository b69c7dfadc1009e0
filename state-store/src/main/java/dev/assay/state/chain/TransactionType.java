package dev.assay.state.chain;

/** The envelope types of EIP-2718 that the chain takes. */
public enum TransactionType {
  /** No envelope: the original form, with or without the replay protection of EIP-155. */
  LEGACY(0),
  /** EIP-2930. */
  ACCESS_LIST(1),
  /** EIP-1559. */
  DYNAMIC_FEE(2);

  private final int code;

  TransactionType(int code) {
    this.code = code;
  }

  /** The byte in front of the payload; 0 for the form without an envelope. */
  public int code() {
    return code;
  }

  /** Name of an envelope that exists elsewhere and is refused here. */
  static String refusedName(int code) {
    return switch (code) {
      case 3 -> "blob transactions (type 3, EIP-4844) are not supported";
      case 4 -> "set-code transactions (type 4, EIP-7702) are not supported";
      default -> "transaction type " + code + " is not supported";
    };
  }
}
