package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.LinearMemory;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method while it is emitted: where its variables are, what the operand stack holds, which
 * blocks are open, and at which instruction it is.
 */
final class MethodDraft {
  private static final ClassDesc MEMORY = LinearMemory.class.describeConstable().orElseThrow();
  private static final ClassDesc BYTES = ClassDesc.ofDescriptor("[B");
  private static final MethodTypeDesc PASS = MethodTypeDesc.of(CD_void, CD_long, Kinds.RUN, CD_int);
  private static final MethodTypeDesc LONG_AT = MethodTypeDesc.of(CD_long, CD_int);

  final Names names;
  final WasmModule module;
  final FunctionCode code;
  final int defined;
  final CodeBuilder out;
  final @Nullable Part part;
  final boolean isPrepaid;
  final MemoryEmission memory;
  final Operands stack;
  final List<Target> targets = new ArrayList<>();

  // Variables.
  final int[] locals;
  final int run;
  final int gas;
  final int slots;
  final int site;
  final int exit;

  /** The first variable for the factors of wide products, each of two slots. */
  final int factor;

  private final int turn;
  private final int bytes;
  private final int size;

  private final Sites sites;
  private final boolean usesMemory;

  /** The number of the instruction. */
  int at;

  boolean reachable = true;

  /** Blocks that were opened where control does not come. */
  int unreachableNesting;

  /**
   * @param part what is emitted of the function, or null for all that is in no part
   */
  MethodDraft(Names names, FunctionCode code, @Nullable Part part, Sites sites, CodeBuilder out) {
    this.names = names;
    this.module = names.unit().module();
    this.code = code;
    this.part = part;
    this.defined = code.body.function() - module.importedFunctions();
    this.sites = sites;
    this.out = out;
    this.locals = new int[code.localTypes.size()];
    int parameters = code.body.type().parameters().size();
    int next = part == null ? layOut(0, parameters, 0) : layOut(part.used, 0);
    run = next;
    gas = next + 1;
    slots = next + 3;
    bytes = next + 4;
    size = next + 5;
    site = next + 6;
    exit = next + 7;
    memory = new MemoryEmission(out, names.exactMemory(), bytes, size, next + 8);
    turn = next + 10;
    factor = turn + 2 * code.loopDepth();
    next = factor + 2 * code.products.places();
    next = part == null ? layOut(parameters, locals.length, next) : layOut(part.fresh, next);
    isPrepaid = names.unit().prepaid();
    usesMemory = code.usesPlainMemory(names.unit());
    stack = new Operands(out, next);
  }

  /** The variable of a loop, for one or two slots. */
  int turns(Turns turns) {
    return turn + 2 * turns.depth();
  }

  private int layOut(int from, int to, int first) {
    int next = first;
    for (int i = from; i < to; i++) {
      locals[i] = next;
      next += kind(i).slotSize();
    }
    return next;
  }

  private int layOut(int[] some, int first) {
    int next = first;
    for (int local : some) {
      locals[local] = next;
      next += kind(local).slotSize();
    }
    return next;
  }

  TypeKind kind(int local) {
    return Kinds.of(code.localTypes.get(local));
  }

  int charge() {
    return code.charges[at];
  }

  int siteHere() {
    return sites.add(defined, code.offsets[at]);
  }

  void noteSite() {
    out.loadConstant(siteHere()).istore(site);
  }

  void reloadMemory() {
    if (usesMemory) {
      out.aload(run).invokevirtual(Kinds.RUN, "memory", MethodTypeDesc.of(MEMORY));
      if (!names.exactMemory()) {
        out.dup().invokevirtual(MEMORY, "sizeBytes", MethodTypeDesc.of(CD_int)).istore(size);
      }
      out.invokevirtual(MEMORY, "bytes", MethodTypeDesc.of(BYTES)).astore(bytes);
    }
  }

  void spill(TypeKind kind, int place) {
    Kinds.toSlot(out, kind);
    out.aload(run).loadConstant(place).invokestatic(Kinds.RUN, "spill", PASS);
  }

  void pushSpilled(TypeKind kind, int place) {
    out.aload(run).loadConstant(place).invokevirtual(Kinds.RUN, "spilled", LONG_AT);
    Kinds.fromSlot(out, kind);
  }

  /** Puts the value on the stack into the place of an argument or a result. */
  void pass(TypeKind kind, int place) {
    Kinds.toSlot(out, kind);
    out.aload(run).loadConstant(place).invokestatic(Kinds.RUN, "pass", PASS);
  }

  void pushPassed(int place, TypeKind kind) {
    out.aload(run).loadConstant(place).invokevirtual(Kinds.RUN, "passed", LONG_AT);
    Kinds.fromSlot(out, kind);
    stack.push(kind);
  }

  Target target(int depth) {
    return targets.get(targets.size() - 1 - depth);
  }

  Target open(Opcode kind, int chargeThere) {
    FunctionType type = code.blockType(at);
    int height = stack.height() - type.parameters().size();
    Target target = new Target(kind, type, height, out.newLabel(), chargeThere);
    targets.add(target);
    return target;
  }

  void leave() {
    reachable = false;
    unreachableNesting = 0;
    stack.truncate(targets.getLast().height);
  }
}
