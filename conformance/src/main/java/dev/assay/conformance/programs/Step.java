package dev.assay.conformance.programs;

/** What is done with a program, and what must become of it. */
sealed interface Step {
  /** It is deployed and from then on called {@code name}. */
  record Deploy(String name) implements Step {}

  /** The chain does not take it, and says these words. */
  record Refuse(String words) implements Step {}

  /** A call without a transaction. */
  record Call(String data, Ending ending) implements Step {}

  /** A transaction that succeeds. */
  record Send(String data, String wei) implements Step {}
}
