package dev.assay.conformance.generate;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.encode.ByteWriter;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a module of any origin smaller while a property holds: in the bodies of its functions
 * instructions are taken out, in halves, quarters and so on, or a constant takes their place. Most
 * candidates are invalid; the property has to say no to them.
 */
public final class BodyShrinker {
  private static final int MOST_CANDIDATES = 50_000;
  private static final int PREAMBLE = 8;
  private static final byte[] END = {(byte) Opcode.END.code()};
  private static final byte[] UNREACHABLE = {(byte) Opcode.UNREACHABLE.code()};

  /** What a value of each type of number can be replaced by. */
  private static final List<byte[]> CONSTANTS =
      List.of(
          new ByteWriter().bytes(Opcode.I32_CONST.code()).signed(0).toByteArray(),
          new ByteWriter().bytes(Opcode.I64_CONST.code()).signed(0).toByteArray(),
          new ByteWriter().bytes(Opcode.F32_CONST.code()).littleEndian(0, 4).toByteArray(),
          new ByteWriter().bytes(Opcode.F64_CONST.code()).littleEndian(0, 8).toByteArray());

  /** A function's declared variables, as they stand in the module, and its instructions. */
  private record Body(byte[] locals, List<byte[]> instructions) {
    byte[] bytes() {
      ByteWriter out = new ByteWriter().bytes(locals);
      instructions.forEach(out::bytes);
      return out.toByteArray();
    }

    int size() {
      return instructions.size();
    }

    /** The same with other instructions in the place of some. */
    Body with(int from, int to, List<byte[]> others) {
      List<byte[]> changed = new ArrayList<>(instructions.subList(0, from));
      changed.addAll(others);
      changed.addAll(instructions.subList(to, size()));
      return new Body(locals, changed);
    }
  }

  private final byte[] before;
  private final byte[] behind;
  private final List<Body> bodies;
  private final Predicate<byte[]> property;
  private int left = MOST_CANDIDATES;

  private BodyShrinker(
      byte[] before, byte[] behind, List<Body> bodies, Predicate<byte[]> property) {
    this.before = before;
    this.behind = behind;
    this.bodies = bodies;
    this.property = property;
  }

  /**
   * The smallest module found that still has the property.
   *
   * @param module a valid module, which must have it
   */
  public static byte[] shrink(WasmModule module, Predicate<byte[]> property) {
    byte[] bytes = module.bytes();
    if (module.bodies().isEmpty()) {
      return bytes;
    }
    int section = PREAMBLE;
    int content = behindNumber(bytes, section + 1);
    while (bytes[section] != SectionId.CODE.code()) {
      section = content + number(bytes, section + 1);
      content = behindNumber(bytes, section + 1);
    }
    int end = content + number(bytes, section + 1);
    List<Body> bodies = new ArrayList<>();
    int next = behindNumber(bytes, content);
    for (FunctionBody body : module.bodies()) {
      byte[] locals = Arrays.copyOfRange(bytes, behindNumber(bytes, next), body.start());
      bodies.add(new Body(locals, instructions(module, body)));
      next = body.end();
    }
    byte[] before = Arrays.copyOf(bytes, section);
    byte[] behind = Arrays.copyOfRange(bytes, end, bytes.length);
    return new BodyShrinker(before, behind, bodies, property).shrink();
  }

  private static List<byte[]> instructions(WasmModule module, FunctionBody body) {
    List<byte[]> all = new ArrayList<>();
    InstructionReader in = InstructionReader.of(module, body);
    while (in.next()) {
      all.add(Arrays.copyOfRange(module.bytes(), in.offset(), in.nextOffset()));
    }
    return all;
  }

  /** An unsigned number in LEB128. */
  private static int number(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < behindNumber(bytes, at); i++) {
      value |= (bytes[i] & 0x7f) << 7 * (i - at);
    }
    return value;
  }

  private static int behindNumber(byte[] bytes, int at) {
    int last = at;
    while (bytes[last] < 0) {
      last++;
    }
    return last + 1;
  }

  private byte[] shrink() {
    boolean smaller = true;
    while (smaller && left > 0) {
      smaller = false;
      for (int i = 0; i < bodies.size(); i++) {
        smaller |= shrink(i);
      }
    }
    return bytes();
  }

  private boolean shrink(int function) {
    int size = bodies.get(function).size();
    if (size > 2) {
      take(function, 0, size, List.of(UNREACHABLE, END));
    }
    for (int length = bodies.get(function).size() / 2; length > 0; length /= 2) {
      for (int at = 0; at + length < bodies.get(function).size(); ) {
        if (!takeWithout(function, at, at + length)) {
          at++;
        }
      }
    }
    return bodies.get(function).size() < size;
  }

  private boolean takeWithout(int function, int from, int to) {
    if (take(function, from, to, List.of())) {
      return true;
    }
    for (byte[] constant : CONSTANTS) {
      if (to - from > 1 && take(function, from, to, List.of(constant))) {
        return true;
      }
    }
    return false;
  }

  private boolean take(int function, int from, int to, List<byte[]> others) {
    Body body = bodies.get(function);
    bodies.set(function, body.with(from, to, others));
    if (left-- > 0 && property.test(bytes())) {
      return true;
    }
    bodies.set(function, body);
    return false;
  }

  private byte[] bytes() {
    ByteWriter code = new ByteWriter().unsigned(bodies.size());
    bodies.forEach(body -> code.sized(body.bytes()));
    return new ByteWriter()
        .bytes(before)
        .bytes(SectionId.CODE.code())
        .sized(code.toByteArray())
        .bytes(behind)
        .toByteArray();
  }
}
