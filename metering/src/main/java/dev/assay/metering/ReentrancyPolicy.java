package dev.assay.metering;

import java.util.Arrays;
import java.util.Optional;

/**
 * What happens when a call reaches a contract whose storage is already in use by a frame below.
 *
 * <p>Fixed at activation by the custom section {@value #SECTION}, otherwise the schedule's default.
 */
public enum ReentrancyPolicy {
  /** No re-entry, read-only re-entry included. */
  DENY("deny"),
  /** Only a contract's direct call to itself. */
  ALLOW_SELF("allow-self"),
  /** Only static frames may re-enter. */
  ALLOW_VIEW("allow-view"),
  /** Every re-entry, as on Ethereum. */
  ALLOW("allow");

  /** The custom section whose content, in ASCII, names the policy of a contract. */
  public static final String SECTION = "assay.policy";

  private final String text;

  ReentrancyPolicy(String text) {
    this.text = text;
  }

  /** The name in the custom section, on the command line and in traces. */
  public String text() {
    return text;
  }

  /** The policy named {@code text}, or empty when no policy is called that. */
  public static Optional<ReentrancyPolicy> named(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text.equals(text)).findFirst();
  }
}
