package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.WasmModule;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Loads and stores in memory 0 with 32-bit addresses, in line, as accesses to the array behind it.
 * Where the array may be longer than the memory, the last byte is checked against the memory's size
 * first. Indices are sums, and all checks are of the method that HotSpot knows how to join and to
 * take out of loops. What it throws is turned into the trap by {@link
 * dev.assay.vm.exec.CompiledRun#unwind}.
 */
final class MemoryEmission {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final ClassDesc VAR_HANDLE = ConstantDescs.CD_VarHandle;
  private static final ClassDesc BYTES = CD_byte.arrayType();
  private static final MethodTypeDesc CHECK = MethodTypeDesc.of(CD_int, CD_int, CD_int);

  private final CodeBuilder out;
  private final int bytes;
  private final int size;
  private final int scratch;
  private final boolean exact;

  /**
   * @param exact whether the array is as long as the memory
   * @param bytes the variable that holds the array
   * @param size the variable that holds the size of the memory in bytes
   * @param scratch two free variables
   */
  MemoryEmission(CodeBuilder out, boolean exact, int bytes, int size, int scratch) {
    this.out = out;
    this.exact = exact;
    this.bytes = bytes;
    this.size = size;
    this.scratch = scratch;
  }

  /** Whether an access is one that can be emitted in line. */
  static boolean isPlain(WasmModule module, Opcode opcode, int memory, long offset) {
    return (opcode.category() == Category.LOAD || opcode.category() == Category.STORE)
        && memory == 0
        && offset >= 0
        && offset + opcode.width() <= Integer.MAX_VALUE
        && module.memories().getFirst().size().address() == NumberType.I32;
  }

  private static NumberType valueType(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException("no access: " + opcode);
    }
    return opcode.category() == Category.LOAD
        ? signature.pushes().getFirst()
        : signature.pops().getFirst();
  }

  /**
   * The address on the stack becomes the index of the first byte. An address of 2 GiB or more is
   * outside every memory and has a check of its own where an offset could bring it around to the
   * start. Of a single byte, the access itself must not be what finds the index too large: HotSpot
   * may throw then without saying where.
   */
  private void index(int offset, int width) {
    if (offset != 0) {
      out.loadConstant(Integer.MAX_VALUE).invokestatic(OBJECTS, "checkIndex", CHECK);
    }
    if (!exact) {
      out.dup().loadConstant(offset + width - 1).iadd();
      out.iload(size).invokestatic(OBJECTS, "checkIndex", CHECK).pop();
    }
    if (offset != 0) {
      out.loadConstant(offset).iadd();
    }
    if (exact && width == 1) {
      out.aload(bytes).arraylength().invokestatic(OBJECTS, "checkIndex", CHECK);
    }
  }

  private static String view(int width) {
    return switch (width) {
      case 2 -> "SHORTS";
      case 4 -> "INTS";
      default -> "LONGS";
    };
  }

  private static ClassDesc cell(int width) {
    return switch (width) {
      case 2 -> CD_short;
      case 4 -> CD_int;
      default -> CD_long;
    };
  }

  /** Replaces the address on the stack by the value there. */
  void load(Opcode opcode, int offset) {
    int width = opcode.width();
    index(offset, width);
    if (width == 1) {
      out.aload(bytes).swap().baload();
    } else {
      out.getstatic(Kinds.RUN, view(width), VAR_HANDLE).swap();
      out.aload(bytes).swap();
      out.invokevirtual(VAR_HANDLE, "get", MethodTypeDesc.of(cell(width), BYTES, CD_int));
    }
    extend(opcode);
  }

  private void extend(Opcode opcode) {
    switch (opcode) {
      case I32_LOAD8_U -> out.loadConstant(0xFF).iand();
      case I32_LOAD16_U -> out.loadConstant(0xFFFF).iand();
      case I64_LOAD8_U -> out.loadConstant(0xFF).iand().i2l();
      case I64_LOAD16_U -> out.loadConstant(0xFFFF).iand().i2l();
      case I64_LOAD8_S, I64_LOAD16_S, I64_LOAD32_S -> out.i2l();
      case I64_LOAD32_U -> NumericEmission.emit(out, Opcode.I64_EXTEND_I32_U);
      case F32_LOAD -> Kinds.fromBits(out, TypeKind.FLOAT);
      case F64_LOAD -> Kinds.fromBits(out, TypeKind.DOUBLE);
      default -> {}
    }
  }

  /** Takes address and value from the stack. */
  void store(Opcode opcode, int offset) {
    int width = opcode.width();
    Kinds.toBits(out, Kinds.of(valueType(opcode)));
    boolean wide = width == 8;
    if (wide) {
      out.lstore(scratch);
    } else {
      if (valueType(opcode) == NumberType.I64) {
        out.l2i();
      }
      out.istore(scratch);
    }
    index(offset, width);
    if (width == 1) {
      out.aload(bytes).swap().iload(scratch).bastore();
      return;
    }
    out.getstatic(Kinds.RUN, view(width), VAR_HANDLE).swap();
    out.aload(bytes).swap();
    if (wide) {
      out.lload(scratch);
    } else {
      out.iload(scratch);
    }
    if (width == 2) {
      out.i2s();
    }
    out.invokevirtual(VAR_HANDLE, "set", MethodTypeDesc.of(CD_void, BYTES, CD_int, cell(width)));
  }
}
