package dev.assay.host.code;

/** Code that cannot be activated; the message says why and where. */
public final class RefusedProgram extends Exception {
  private static final long serialVersionUID = 1L;

  /** Refuses for a reason. */
  public RefusedProgram(String reason) {
    super(reason, null, false, false);
  }

  /** The reason, for revert data. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
