package dev.assay.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The 32 bytes that a node shares with those who may control it, in a file as hex digits. */
public final class JwtSecret {
  private static final int SIZE = 32;

  private final byte[] bytes;

  private JwtSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the secret of a file; makes the file, for its owner alone, where there is none.
   *
   * @throws NodeStartException if it cannot be read or is no secret
   */
  public static JwtSecret of(Path file) {
    try {
      return Files.exists(file) ? read(file) : create(file);
    } catch (IOException e) {
      throw new NodeStartException("cannot use --jwt-secret " + file + ": " + e, e);
    }
  }

  private static JwtSecret read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{" + 2 * SIZE + "}")) {
      throw new NodeStartException(
          "--jwt-secret " + file + ": want " + SIZE + " bytes as hex digits", null);
    }
    return new JwtSecret(HexFormat.of().parseHex(digits));
  }

  private static JwtSecret create(Path file) throws IOException {
    byte[] secret = new byte[SIZE];
    new SecureRandom().nextBytes(secret);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "0x" + HexFormat.of().formatHex(secret), StandardOpenOption.WRITE);
    return new JwtSecret(secret);
  }

  /** The secret. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
