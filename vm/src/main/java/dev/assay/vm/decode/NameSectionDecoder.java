package dev.assay.vm.decode;

import dev.assay.vm.module.NameSection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the custom section "name" as far as it can be read, and never complains. */
final class NameSectionDecoder {
  private static final int MODULE_NAME = 0;
  private static final int FUNCTION_NAMES = 1;

  private final ByteReader in;
  private Optional<String> module = Optional.empty();
  private int[] functions = new int[0];
  private int[] starts = new int[0];
  private int[] lengths = new int[0];

  private NameSectionDecoder(ByteReader in) {
    this.in = in;
  }

  /** The names in the rest of the reader's range; none when the section is broken. */
  static NameSection decode(ByteReader in) {
    NameSectionDecoder decoder = new NameSectionDecoder(in);
    try {
      decoder.subsections();
    } catch (MalformedModule _) {
      return NameSection.EMPTY; // names are a courtesy: a module without them means the same
    }
    return new NameSection(
        in.bytes(), decoder.module, decoder.functions, decoder.starts, decoder.lengths);
  }

  private void subsections() {
    while (!in.atEnd()) {
      int id = in.u8();
      int length = in.u32();
      int start = in.skip(length);
      int end = in.position();
      in.rewind(start);
      switch (id) {
        case MODULE_NAME -> module = Optional.of(moduleName());
        case FUNCTION_NAMES -> functionNames();
        default -> in.skip(length);
      }
      if (in.position() != end) {
        throw in.malformed("section size mismatch", "in the names", end);
      }
    }
  }

  private String moduleName() {
    int length = in.u32();
    return new String(in.bytes(), in.skip(length), length, StandardCharsets.UTF_8);
  }

  private void functionNames() {
    int count = in.count();
    functions = new int[count];
    starts = new int[count];
    lengths = new int[count];
    for (int i = 0; i < count; i++) {
      functions[i] = in.u32();
      lengths[i] = in.u32();
      starts[i] = in.skip(lengths[i]);
      if (i > 0 && functions[i] <= functions[i - 1]) {
        throw in.malformed("names out of order", "", starts[i]);
      }
    }
  }
}
