package dev.assay.contracts;

/** A contract, or the chain on its behalf, refused; the message holds the decoded reason. */
public final class ContractReverted extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String data;

  ContractReverted(String message, String data) {
    super(message);
    this.data = data;
  }

  /** The revert data as hexadecimal digits with 0x; {@code 0x} where there is none. */
  public String data() {
    return data;
  }
}
