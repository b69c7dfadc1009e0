package dev.assay.contracts.demo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** How the demo writes figures. */
final class Format {
  private static final int DECIMALS = 18;

  private Format() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String gas(TransactionReceipt receipt) {
    return count(receipt.getGasUsed().longValueExact()) + " gas";
  }

  /** An amount of the smallest unit in whole ones, such as wei in ether. */
  static String units(BigInteger amount) {
    return String.format(Locale.ROOT, "%,.0f", new BigDecimal(amount).movePointLeft(DECIMALS));
  }

  static String shorten(String digits) {
    return digits.substring(0, 8) + "\u2026" + digits.substring(digits.length() - 6);
  }
}
