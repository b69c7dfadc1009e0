package dev.assay.host.predeploy;

import dev.assay.host.call.CallResult;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.util.List;

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
    return error(gasLeft, signature, encode(Selector.BYTES, words));
  }

  /** A custom error with one word. */
  static CallResult error(long gasLeft, String signature, UInt256 value) {
    return error(gasLeft, signature, encode(Selector.BYTES, value));
  }

  /** A custom error with words and, as its last argument, bytes. */
  static CallResult error(long gasLeft, String signature, List<UInt256> words, Bytes bytes) {
    int head = UInt256.SIZE * (words.size() + 1);
    int padded = (bytes.size() + UInt256.SIZE - 1) / UInt256.SIZE * UInt256.SIZE;
    byte[] data = new byte[Selector.BYTES + head + UInt256.SIZE + padded];
    int at = Selector.BYTES;
    for (UInt256 word : words) {
      word.writeTo(data, at);
      at += UInt256.SIZE;
    }
    UInt256.of(head).writeTo(data, at);
    UInt256.of(bytes.size()).writeTo(data, at + UInt256.SIZE);
    bytes.copyTo(0, data, at + 2 * UInt256.SIZE, bytes.size());
    return error(gasLeft, signature, data);
  }

  private static CallResult error(long gasLeft, String signature, byte[] data) {
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
