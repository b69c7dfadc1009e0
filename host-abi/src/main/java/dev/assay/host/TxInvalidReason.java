package dev.assay.host;

/**
 * Why a transaction cannot be in a block. The texts are those of go-ethereum, which tools match; a
 * message is the text, then a colon and the particulars.
 */
public enum TxInvalidReason {
  /** The signature is not of this chain. */
  WRONG_CHAIN_ID("invalid chain id for signer"),
  /** The signature does not lead to an account. */
  INVALID_SENDER("invalid sender"),
  /** The account has sent this nonce already. */
  NONCE_TOO_LOW("nonce too low"),
  /** Transactions are missing before this one. */
  NONCE_TOO_HIGH("nonce too high"),
  /** 2^64 - 1 cannot be used (EIP-2681). */
  NONCE_MAX("nonce has max value"),
  /** The account has code (EIP-3607). */
  SENDER_NOT_EOA("sender not an eoa"),
  /** The block, or what is left of it, has less gas. */
  GAS_LIMIT_REACHED("gas limit reached"),
  /** Less gas than the transaction costs before it runs. */
  INTRINSIC_GAS("intrinsic gas too low"),
  /** Less gas than the floor of its calldata (EIP-7623). */
  FLOOR_GAS("insufficient gas for floor data gas cost"),
  /** More creation code than allowed (EIP-3860). */
  INIT_CODE_SIZE("max initcode size exceeded"),
  /** The fee is below the block's base fee. */
  FEE_CAP_TOO_LOW("max fee per gas less than block base fee"),
  /** The priority fee is above the whole fee. */
  TIP_ABOVE_FEE_CAP("max priority fee per gas higher than max fee per gas"),
  /** The account cannot pay gas and value. */
  INSUFFICIENT_FUNDS("insufficient funds for gas * price + value");

  private final String text;

  TxInvalidReason(String text) {
    this.text = text;
  }

  /** The text that tools match. */
  public String text() {
    return text;
  }
}
