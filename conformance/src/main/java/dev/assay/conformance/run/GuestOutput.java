package dev.assay.conformance.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Where a program's output goes: on, as text, or into memory until it is asked for. */
record GuestOutput(OutputStream out, OutputStream err) implements AutoCloseable {
  static GuestOutput kept() {
    return new GuestOutput(new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }

  static GuestOutput through(PrintWriter out, PrintWriter err) {
    return new GuestOutput(new TextOutput(out), new TextOutput(err));
  }

  byte[] keptOut() {
    return out instanceof ByteArrayOutputStream kept ? kept.toByteArray() : new byte[0];
  }

  byte[] keptErr() {
    return err instanceof ByteArrayOutputStream kept ? kept.toByteArray() : new byte[0];
  }

  void flush() {
    close();
  }

  @Override
  public void close() {
    try {
      out.flush();
      err.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes to characters; what is no UTF-8 becomes a replacement character. */
  private static final class TextOutput extends OutputStream {
    private final Writer target;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer pending = ByteBuffer.allocate(1 << 13);
    private final CharBuffer text = CharBuffer.allocate(1 << 13);

    TextOutput(Writer target) {
      this.target = target;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      for (int done = 0; done < length; ) {
        int part = Math.min(length - done, pending.remaining());
        pending.put(bytes, start + done, part);
        done += part;
        decode();
      }
    }

    private void decode() throws IOException {
      pending.flip();
      decoder.decode(pending, text, false);
      pending.compact();
      target.write(text.array(), 0, text.position());
      text.clear();
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }
}
