package dev.assay.host.predeploy;

import dev.assay.host.call.CallResult;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;

/** Answers in Solidity's ABI. */
final class Answer {
  private Answer() {}

  /** Numbers, one word each. */
  static CallResult numbers(long gasLeft, long... values) {
    UInt256[] words = new UInt256[values.length];
    for (int i = 0; i < values.length; i++) {
      words[i] = UInt256.of(values[i]);
    }
    return words(gasLeft, words);
  }

  /** An address. */
  static CallResult address(long gasLeft, Address address) {
    return words(gasLeft, address.toUInt256());
  }

  /** Words. */
  static CallResult words(long gasLeft, UInt256... words) {
    return new CallResult.Success(gasLeft, Bytes.wrap(encode(0, words)), null);
  }

  /** A custom error with numbers. */
  static CallResult error(long gasLeft, String signature, long... values) {
    UInt256[] words = new UInt256[values.length];
    for (int i = 0; i < values.length; i++) {
      words[i] = UInt256.of(values[i]);
    }
    byte[] data = encode(Selector.BYTES, words);
    BigEndian.putInt(data, 0, Selector.of(signature));
    return new CallResult.Revert(gasLeft, Bytes.wrap(data));
  }

  /** Words after so many zero bytes. */
  static byte[] encode(int before, UInt256... words) {
    byte[] data = new byte[before + UInt256.SIZE * words.length];
    for (int i = 0; i < words.length; i++) {
      words[i].writeTo(data, before + UInt256.SIZE * i);
    }
    return data;
  }
}
