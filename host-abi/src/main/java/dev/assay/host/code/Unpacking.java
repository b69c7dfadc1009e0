package dev.assay.host.code;

import dev.assay.metering.GasSchedule;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hex;
import dev.assay.vm.Limit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.brotli.dec.BrotliInputStream;

/** The module inside code of any accepted form. */
final class Unpacking {
  private static final int HEADER_BYTES = 4;
  private static final int FRAGMENTS_HEADER_BYTES = 8;
  private static final int FRAGMENT_HEADER_BYTES = 3;
  private static final int BUFFER_BYTES = 8_192;

  private final GasSchedule schedule;
  private final Function<Address, Bytes> codeOf;

  /** Unpacks under the limits of a schedule; {@code codeOf} leads to fragments. */
  Unpacking(GasSchedule schedule, Function<Address, Bytes> codeOf) {
    this.schedule = schedule;
    this.codeOf = codeOf;
  }

  /** The module, not yet looked at. */
  byte[] module(Bytes code) throws RefusedProgram {
    return switch (CodeFormat.of(code)) {
      case WASM -> limited(code.unsafeArray());
      case COMPRESSED -> decompress(code.get(3), code.slice(HEADER_BYTES, code.size()));
      case FRAGMENTED -> fragments(code);
      case FRAGMENT -> throw new RefusedProgram("a code fragment cannot run by itself");
      case UNKNOWN -> throw new RefusedProgram(CodeFormat.refusal(code));
    };
  }

  private byte[] limited(byte[] module) throws RefusedProgram {
    if (module.length > mostBytes()) {
      throw tooLarge();
    }
    return module;
  }

  private long mostBytes() {
    return schedule.rules().limits().of(Limit.MODULE_BYTES);
  }

  private RefusedProgram tooLarge() {
    return new RefusedProgram("module bytes: more than " + mostBytes());
  }

  private byte[] fragments(Bytes code) throws RefusedProgram {
    int addresses = code.size() - FRAGMENTS_HEADER_BYTES;
    if (addresses <= 0 || addresses % Address.SIZE != 0) {
      throw new RefusedProgram("fragmented code of " + code.size() + " bytes is malformed");
    }
    int count = addresses / Address.SIZE;
    if (count > schedule.rules().fragments()) {
      throw new RefusedProgram(
          "code in " + count + " fragments, at most " + schedule.rules().fragments());
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int start = FRAGMENTS_HEADER_BYTES + i * Address.SIZE;
      Address address = Address.of(code.unsafeArray(), start);
      joined.writeBytes(fragment(address));
    }
    byte[] module = decompress(code.get(3), Bytes.wrap(joined.toByteArray()));
    int stated = dev.assay.state.types.BigEndian.getInt(code.unsafeArray(), HEADER_BYTES);
    if (module.length != stated) {
      throw new RefusedProgram(
          "fragments hold "
              + module.length
              + " bytes, "
              + Integer.toUnsignedString(stated)
              + " stated");
    }
    return module;
  }

  private byte[] fragment(Address address) throws RefusedProgram {
    Bytes leaf = codeOf.apply(address);
    if (CodeFormat.of(leaf) != CodeFormat.FRAGMENT) {
      throw new RefusedProgram("no code fragment at " + address);
    }
    return leaf.slice(FRAGMENT_HEADER_BYTES, leaf.size()).toArray();
  }

  private byte[] decompress(byte dictionary, Bytes stream) throws RefusedProgram {
    if (dictionary != 0) {
      throw new RefusedProgram(
          "compressed with dictionary " + Hex.encode(new byte[] {dictionary}) + ", known is 0x00");
    }
    try (InputStream brotli =
        new BrotliInputStream(new ByteArrayInputStream(stream.unsafeArray()), BUFFER_BYTES)) {
      return readAll(brotli);
    } catch (IOException e) {
      throw new RefusedProgram("brotli stream is corrupt: " + e.getMessage());
    }
  }

  private byte[] readAll(InputStream brotli) throws IOException, RefusedProgram {
    ByteArrayOutputStream module = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = brotli.read(buffer); read >= 0; read = brotli.read(buffer)) {
      module.write(buffer, 0, read);
      if (module.size() > mostBytes()) {
        throw tooLarge();
      }
    }
    return module.toByteArray();
  }
}
