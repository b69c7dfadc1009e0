package dev.assay.node.chain;

import java.util.Locale;

/** Why the pool refuses a transaction. The texts are geth's: tools match them. */
public record Refusal(Reason reason, String detail) {

  /** The reasons. */
  public enum Reason {
    /** The nonce is used. */
    NONCE_TOO_LOW("nonce too low"),
    /** The very transaction is in the pool. */
    ALREADY_KNOWN("already known"),
    /** One of that nonce is in the pool and pays nearly as much or more. */
    REPLACEMENT_UNDERPRICED("replacement transaction underpriced"),
    /** The fee does not cover the base fee of the next block. */
    FEE_BELOW_BASE_FEE("max fee per gas less than block base fee"),
    /** The pool is full of better paying ones. */
    UNDERPRICED("transaction underpriced"),
    /** The pool, or the sender's share of it, is full. */
    POOL_FULL("txpool is full"),
    /** The sender cannot pay value and fees. */
    INSUFFICIENT_FUNDS("insufficient funds for gas * price + value"),
    /** More gas than a block has. */
    EXCEEDS_BLOCK_GAS_LIMIT("exceeds block gas limit"),
    /** Less gas than the transaction costs before anything runs. */
    INTRINSIC_GAS("intrinsic gas too low"),
    /** Too many bytes. */
    OVERSIZED("oversized data"),
    /** Too much code in a creation (EIP-3860). */
    INIT_CODE_TOO_LARGE("max initcode size exceeded"),
    /** The signature is nobody's. */
    INVALID_SENDER("invalid sender"),
    /** The sender has code (EIP-3607). */
    SENDER_HAS_CODE("sender not an eoa"),
    /** Signed for another chain. */
    WRONG_CHAIN("invalid chain id for signer"),
    /** The tip is above the whole fee. */
    TIP_ABOVE_FEE("max priority fee per gas higher than max fee per gas"),
    /** The nonce cannot be increased any more (EIP-2681). */
    NONCE_MAX("nonce has max value");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** Geth's text. */
    public String text() {
      return text;
    }
  }

  static Refusal of(Reason reason, String format, Object... values) {
    return new Refusal(reason, String.format(Locale.ROOT, format, values));
  }

  /** The whole message: geth's text first. */
  public String message() {
    return detail.isEmpty() ? reason.text : reason.text + ": " + detail;
  }
}
