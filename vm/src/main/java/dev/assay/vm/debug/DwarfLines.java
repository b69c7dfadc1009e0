package dev.assay.vm.debug;

import dev.assay.vm.debug.DebugReader.Malformed;
import dev.assay.vm.debug.SourceLines.Row;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.Section;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line tables of DWARF 2 to 5 in {@code .debug_line}. Addresses count from the content of the
 * code section. Source: DWARF 5 specification, section 6.2; WebAssembly tool conventions.
 */
final class DwarfLines {
  private static final long LONG_FORMAT = 0xFFFF_FFF0L;
  private static final int OLDEST = 2;
  private static final int NEWEST = 5;

  private final WasmModule module;
  private final List<String> notes;
  private final List<Row> rows = new ArrayList<>();

  DwarfLines(WasmModule module, List<String> notes) {
    this.module = module;
    this.notes = notes;
  }

  /** All rows of all units that can be read. */
  List<Row> rows() {
    CustomSection section = find(".debug_line");
    if (section == null) {
      return List.of();
    }
    DebugReader in = new DebugReader(module.bytes(), section.start(), section.length());
    try {
      while (in.hasMore()) {
        long length = in.u32();
        if (length >= LONG_FORMAT) {
          throw in.malformed("unit of the 64-bit format");
        }
        unit(in.part(length));
      }
    } catch (Malformed e) {
      notes.add(".debug_line: " + e.getMessage());
    }
    return rows;
  }

  private @Nullable CustomSection find(String name) {
    for (CustomSection section : module.customSections()) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }

  /** A broken unit is left out; the next one begins where its length says. */
  private void unit(DebugReader in) {
    try {
      rows.addAll(new Unit(in).rows());
    } catch (Malformed e) {
      notes.add(".debug_line: " + e.getMessage());
    }
  }

  /** A text in another section. */
  private String text(String section, long offset, DebugReader from) throws Malformed {
    CustomSection found = find(section);
    if (found == null) {
      throw from.malformed("text in " + section + ", which is missing");
    }
    DebugReader in = new DebugReader(module.bytes(), found.start(), found.length());
    in.skip(offset);
    return in.text();
  }

  /** One line table: its header, then the program that makes the rows. */
  private final class Unit {
    private final DebugReader in;
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> sequence = new ArrayList<>();
    private final List<String> directories = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final int codeStart = codeStart();
    private final int firstFile;
    private final int version;
    private final int addressStep;
    private final int lineBase;
    private final int lineRange;
    private final int[] operands;
    private final DebugReader program;

    // the machine's registers
    private long address;
    private long file = 1;
    private long line = 1;

    Unit(DebugReader in) throws Malformed {
      this.in = in;
      this.version = in.u16();
      if (version < OLDEST || version > NEWEST) {
        throw in.malformed("line table of version " + version);
      }
      if (version == NEWEST) {
        in.skip(2); // size of addresses, of segment selectors
      }
      DebugReader header = in.part(in.u32());
      this.program = in;
      this.addressStep = header.u8();
      header.skip(version >= 4 ? 2 : 1); // operations per instruction, whether rows are statements
      this.lineBase = header.s8();
      this.lineRange = header.u8();
      this.operands = new int[Math.max(1, header.u8())];
      for (int i = 1; i < operands.length; i++) {
        operands[i] = header.u8();
      }
      this.firstFile = version == NEWEST ? 0 : 1;
      if (version == NEWEST) {
        entries(header, directories);
        entries(header, files);
      } else {
        oldTables(header);
      }
    }

    private int codeStart() {
      for (Section section : module.sections()) {
        if (section.id() == SectionId.CODE) {
          return section.start();
        }
      }
      return module.bytes().length;
    }

    private void oldTables(DebugReader header) throws Malformed {
      directories.add("");
      for (String next = header.text(); !next.isEmpty(); next = header.text()) {
        directories.add(next);
      }
      for (String next = header.text(); !next.isEmpty(); next = header.text()) {
        files.add(path(next, header.unsigned()));
        header.unsigned(); // time
        header.unsigned(); // length
      }
    }

    private String path(String name, long directory) {
      boolean known = directory > 0 && directory < directories.size();
      return name.startsWith("/") || !known ? name : directories.get((int) directory) + '/' + name;
    }

    /** A table of DWARF 5: a description of its columns, then the entries. */
    private void entries(DebugReader header, List<String> table) throws Malformed {
      int columns = header.u8();
      long[] format = new long[2 * columns];
      for (int i = 0; i < format.length; i++) {
        format[i] = header.unsigned();
      }
      long count = header.unsigned();
      if (columns == 0 && count > 0) {
        throw header.malformed("entries without columns");
      }
      for (long i = 0; i < count; i++) {
        String name = "";
        long directory = 0;
        for (int column = 0; column < columns; column++) {
          Object value = form(header, format[2 * column + 1]);
          if (format[2 * column] == 1 && value instanceof String text) {
            name = text;
          } else if (format[2 * column] == 2 && value instanceof Long number) {
            directory = number;
          }
        }
        table.add(path(name, directory));
      }
    }

    private Object form(DebugReader header, long form) throws Malformed {
      return switch ((int) form) {
        case 0x08 -> header.text();
        case 0x0E -> DwarfLines.this.text(".debug_str", header.u32(), header);
        case 0x1F -> DwarfLines.this.text(".debug_line_str", header.u32(), header);
        case 0x0B -> (long) header.u8();
        case 0x05 -> (long) header.u16();
        case 0x06 -> header.u32();
        case 0x07 -> header.u64();
        case 0x0F -> header.unsigned();
        case 0x1E -> {
          header.skip(16);
          yield 0L;
        }
        case 0x09 -> {
          header.skip(header.unsigned());
          yield 0L;
        }
        default -> throw header.malformed("form " + form);
      };
    }

    /** Runs the program. */
    List<Row> rows() throws Malformed {
      while (program.hasMore()) {
        int opcode = program.u8();
        if (opcode >= operands.length) {
          special(opcode - operands.length);
        } else if (opcode == 0) {
          extended();
        } else {
          standard(opcode);
        }
      }
      return rows;
    }

    private void special(int code) throws Malformed {
      if (lineRange == 0) {
        throw in.malformed("line range of 0");
      }
      address += (long) addressStep * (code / lineRange);
      line += lineBase + code % lineRange;
      row();
    }

    private void standard(int opcode) throws Malformed {
      switch (opcode) {
        case 1 -> row();
        case 2 -> address += addressStep * program.unsigned();
        case 3 -> line += program.signed();
        case 4 -> file = program.unsigned();
        case 8 -> {
          if (lineRange == 0) {
            throw in.malformed("line range of 0");
          }
          address += (long) addressStep * ((255 - operands.length) / lineRange);
        }
        case 9 -> address += program.u16();
        default -> {
          for (int i = 0; i < operands[opcode]; i++) {
            program.unsigned();
          }
        }
      }
    }

    private void extended() throws Malformed {
      DebugReader operand = program.part(program.unsigned());
      switch (operand.hasMore() ? operand.u8() : 0) {
        case 1 -> endSequence();
        case 2 -> address = operand.left() == 8 ? operand.u64() : operand.u32();
        case 3 -> files.add(path(operand.text(), operand.unsigned()));
        default -> {}
      }
    }

    private void row() {
      int known = Math.clamp(file - firstFile, -1, files.size());
      String name = known < 0 || known >= files.size() ? "?" : files.get(known);
      sequence.add(new Row(offset(), name, Math.clamp(line, 0, Integer.MAX_VALUE)));
    }

    private int offset() {
      boolean inside = address >= 0 && address < module.bytes().length - codeStart;
      return inside ? codeStart + (int) address : -1;
    }

    /** Code that the linker removed stands at address 0 or outside the code. */
    private void endSequence() {
      sequence.add(new Row(offset(), "", 0));
      boolean kept = sequence.stream().allMatch(row -> row.offset() > codeStart);
      if (kept) {
        rows.addAll(sequence);
      }
      sequence.clear();
      address = 0;
      file = 1;
      line = 1;
    }
  }
}
