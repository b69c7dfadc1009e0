package dev.assay.host;

/** Why a message ended without a result and without revert data of its own. */
public enum Failure {
  /** The message could not begin; nothing was executed. */
  REFUSED("refused before execution"),
  /** What could not be paid; all gas is gone. */
  OUT_OF_GAS("out of gas"),
  /** The guest's call stack exceeded its budget; all gas is gone. */
  CALL_STACK_EXHAUSTED("call stack exhausted"),
  /** An instruction or a host function trapped; gas not used is kept. */
  TRAP("trap"),
  /** Messages nested deeper than 1,024. */
  CALL_DEPTH("max call depth exceeded"),
  /** The sender has less than the value. */
  INSUFFICIENT_BALANCE("insufficient balance for transfer"),
  /** The nonce of the creator cannot grow. */
  NONCE_OVERFLOW("nonce has max value"),
  /** The address of a new contract is taken. */
  ADDRESS_COLLISION("contract address collision"),
  /** The account holds code that is no program of this machine. */
  NOT_A_PROGRAM("account code is not a WebAssembly program"),
  /** A precompiled contract refused its input; all gas is gone. */
  PRECOMPILE("precompiled contract failed"),
  /** The embedder stopped it; never part of a block. */
  CANCELLED("execution cancelled");

  private final String text;

  Failure(String text) {
    this.text = text;
  }

  /** One phrase for error messages. */
  public String text() {
    return text;
  }
}
