package dev.assay.state.crypto;

import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.Hex;
import java.nio.charset.StandardCharsets;

/** Addresses that a hash decides: of created contracts, and the checksummed text form. */
public final class Addresses {
  private Addresses() {}

  /** Address of the contract that a sender creates at a nonce (Yellow Paper, section 7). */
  public static Address created(Address creator, long nonce) {
    RlpWriter writer = new RlpWriter(32);
    writer.startList().address(creator).number(nonce).endList();
    return Address.ofLast(Keccak.hash(writer.buffer(), 0, writer.size()));
  }

  /** Address of the contract that CREATE2 makes (EIP-1014). */
  public static Address created2(Address creator, Hash salt, Hash initCodeHash) {
    byte[] input = new byte[1 + Address.SIZE + 2 * Hash.SIZE];
    input[0] = (byte) 0xFF;
    creator.writeTo(input, 1);
    salt.writeTo(input, 1 + Address.SIZE);
    initCodeHash.writeTo(input, 1 + Address.SIZE + Hash.SIZE);
    return Address.ofLast(Keccak.hash(input));
  }

  /** Text form with the checksum of mixed case (ERC-55). */
  public static String checksummed(Address address) {
    char[] text = address.toHex().toCharArray();
    byte[] digits = address.toHex().substring(2).getBytes(StandardCharsets.US_ASCII);
    Hash hash = Keccak.hash(digits);
    for (int i = 2; i < text.length; i++) {
      if (hash.nibble(i - 2) >= 8) {
        text[i] = Character.toUpperCase(text[i]);
      }
    }
    return new String(text);
  }

  /** Whether a text is 40 hex digits in one case, or in the mixed case of its checksum. */
  public static boolean isWellFormed(String text) {
    if (text.length() != 2 + 2 * Address.SIZE || !Hex.hasPrefix(text)) {
      return false;
    }
    String digits = text.substring(2);
    boolean hex = digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    return hex && (oneCase(digits) || checksummed(Address.fromHex(text)).endsWith(digits));
  }

  private static boolean oneCase(String digits) {
    return digits.chars().noneMatch(c -> c >= 'A' && c <= 'F')
        || digits.chars().noneMatch(c -> c >= 'a' && c <= 'f');
  }
}
