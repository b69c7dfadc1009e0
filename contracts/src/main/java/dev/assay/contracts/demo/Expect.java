package dev.assay.contracts.demo;

import dev.assay.contracts.ContractReverted;
import java.util.function.Supplier;

/** What the demo takes for granted, checked. */
final class Expect {
  private Expect() {}

  static void equal(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException(
          "%s should be %s and is %s".formatted(what, expected, actual));
    }
  }

  /** Runs what must fail for the given reason; answers the whole of it. */
  static String refused(Supplier<?> attempt, String reason) {
    Object answer;
    try {
      answer = attempt.get();
    } catch (ContractReverted e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains(reason)) {
        return message;
      }
      throw new IllegalStateException(
          "refused, but not with \"%s\": %s".formatted(reason, message), e);
    }
    throw new IllegalStateException(
        "\"%s\" was expected, and it went through: %s".formatted(reason, answer));
  }
}
