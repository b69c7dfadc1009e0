package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.code.Translator;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.LinearMemory;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Emits one function. The gas counter is a {@code long} variable; it changes where a branch is
 * taken, by the difference of the charges at both ends, after a comparison with the charge of the
 * branch. Whether the run was cancelled, and whether the gas lasts for many turns, is asked at the
 * heads of loops, see {@link Turns}. Whatever asks goes on or throws: it never comes back from a
 * call, because HotSpot keeps nothing in registers over a call that stands in a loop. What may stop
 * the function notes its site in a variable first; accesses to memory note theirs in the line
 * numbers, which cost nothing.
 */
final class FunctionEmitter {
  /** The JVM allows 255, four of which are ours. */
  static final int MOST_PARAMETER_SLOTS = 250;

  private static final ClassDesc MEMORY = LinearMemory.class.describeConstable().orElseThrow();
  private static final ClassDesc BYTES = ClassDesc.ofDescriptor("[B");
  private static final MethodTypeDesc UNWIND =
      MethodTypeDesc.of(CD_Throwable, CD_Throwable, CD_long, CD_int, CD_int);
  private static final MethodTypeDesc STOP = MethodTypeDesc.of(CD_Throwable);
  private static final MethodTypeDesc CHARGE = MethodTypeDesc.of(CD_long, CD_long, CD_int, CD_long);
  private static final MethodTypeDesc PASS = MethodTypeDesc.of(CD_void, CD_long, Kinds.RUN, CD_int);
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc LONG_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc INT_INT = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc LONG_AT = MethodTypeDesc.of(CD_long, CD_int);
  private static final MethodTypeDesc RARE =
      MethodTypeDesc.of(CD_long, CD_int, CD_int, CD_int, CD_long, CD_long, CD_int);

  private final Names names;
  private final WasmModule module;
  private final FunctionCode code;
  private final int defined;
  private final Region region;
  private final Map<Region, Part> parts;
  private final Sites sites;
  private final CodeBuilder out;

  // Variables.
  private final int[] locals;
  private final boolean[] lazy;
  private final int run;
  private final int gas;
  private final int slots;
  private final int bytes;
  private final int size;
  private final int site;
  private final int exit;
  private final int turn;
  private final boolean isPrepaid;
  private @Nullable Part part;
  private final boolean usesMemory;
  private final MemoryEmission memory;

  private final Operands stack;
  private final List<Target> targets = new ArrayList<>();
  private @Nullable Comparison condition;
  private final Label unpaid;
  private boolean canBeUnpaid;
  private boolean reachable = true;
  private int unreachableNesting;
  private int at;

  FunctionEmitter(
      Names names,
      FunctionCode code,
      Region region,
      Map<Region, Part> parts,
      Sites sites,
      CodeBuilder out) {
    this.names = names;
    this.module = names.unit().module();
    this.code = code;
    this.region = region;
    this.parts = parts;
    this.defined = code.body.function() - module.importedFunctions();
    this.sites = sites;
    this.out = out;
    this.locals = new int[code.localTypes.size()];
    this.lazy = code.lazyLocals();
    this.part = parts.get(region);
    int next =
        part == null ? layOut(0, code.body.type().parameters().size(), 0) : layOut(part.used, 0);
    run = next;
    gas = next + 1;
    slots = next + 3;
    bytes = next + 4;
    size = next + 5;
    site = next + 6;
    exit = next + 7;
    memory = new MemoryEmission(out, names.exactMemory(), bytes, size, next + 8);
    turn = next + 10;
    next += 10 + 2 * code.loopDepth();
    next =
        part == null
            ? layOut(code.body.type().parameters().size(), locals.length, next)
            : layOut(part.fresh, next);
    isPrepaid = names.unit().prepaid();
    usesMemory = code.usesPlainMemory(names.unit());
    stack = new Operands(out, next);
    unpaid = out.newLabel();
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

  private TypeKind kind(int local) {
    return Kinds.of(code.localTypes.get(local));
  }

  /** Emits all of the function but what is in other parts. */
  void emit() {
    enter();
    Label start = out.newBoundLabel();
    targets.add(target(Opcode.BLOCK, code.body.type(), code.charges[code.count() - 1]));
    steps();
    handler(start);
  }

  private Target target(Opcode kind, FunctionType type, int charge) {
    return new Target(kind, type, 0, out.newLabel(), charge);
  }

  private void steps() {
    Iterator<Region> children = region.children().iterator();
    Region next = children.hasNext() ? children.next() : null;
    at = region.from();
    while (at < region.to()) {
      if (next != null && at == next.from() && reachable) {
        callPart(Objects.requireNonNull(parts.get(next)));
        at = next.to();
      } else {
        step(code.opcodes[at]);
        at++;
      }
      while (next != null && at > next.from()) {
        next = children.hasNext() ? children.next() : null;
      }
    }
  }

  private void handler(Label start) {
    if (canBeUnpaid) {
      out.labelBinding(unpaid).invokestatic(Kinds.RUN, "outOfGas", STOP).athrow();
    }
    Label stop = out.newBoundLabel();
    out.exceptionCatchAll(start, stop, stop);
    out.aload(run).swap().lload(gas).iload(site).loadConstant(defined);
    out.invokevirtual(Kinds.RUN, "unwind", UNWIND).athrow();
  }

  // Parts.

  /** Emits an outlined part. */
  void emitPart(Part self) {
    for (int local : self.fresh) {
      Kinds.zero(out, kind(local));
      out.storeLocal(kind(local), locals[local]);
    }
    out.iconst_0().istore(site);
    reloadMemory();
    Label start = out.newBoundLabel();
    openOutside();
    steps();
    self.fallsThrough = reachable;
    if (reachable) {
      leavePart(self, Part.FELL_THROUGH);
    }
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).isReached) {
        self.exits.add(i);
        out.labelBinding(targets.get(i).label);
        leavePart(self, i + 1);
      }
    }
    handler(start);
  }

  private void openOutside() {
    int end = code.count() - 1;
    targets.add(target(Opcode.BLOCK, code.body.type(), code.charges[end]));
    for (int start : region.enclosing()) {
      Opcode kind = code.opcodes[start];
      int place = kind == Opcode.LOOP ? start : code.end(start);
      targets.add(target(kind, code.blockType(start), code.charges[place]));
    }
    targets.forEach(target -> target.isOutside = true);
  }

  private void leavePart(Part self, int how) {
    for (int i = 0; i < self.written.length; i++) {
      int local = self.written[i];
      out.loadLocal(kind(local), locals[local]);
      spill(kind(local), i);
    }
    out.aload(run).lload(gas).putfield(Kinds.RUN, "gas", CD_long);
    out.loadConstant(how).ireturn();
  }

  private void spill(TypeKind kind, int place) {
    Kinds.toSlot(out, kind);
    out.aload(run).loadConstant(place).invokestatic(Kinds.RUN, "spill", PASS);
  }

  private void pushSpilled(TypeKind kind, int place) {
    out.aload(run).loadConstant(place).invokevirtual(Kinds.RUN, "spilled", LONG_AT);
    Kinds.fromSlot(out, kind);
  }

  /** Calls an outlined part and goes on as it was left. */
  private void callPart(Part callee) {
    stack.flush();
    out.iconst_0().istore(site);
    for (int local : callee.used) {
      out.loadLocal(kind(local), locals[local]);
    }
    out.aload(run).lload(gas).iload(slots);
    ClassDesc owner = Objects.requireNonNull(names.owner(code.body.function()));
    out.invokestatic(owner, callee.name(names), callee.type()).istore(exit);
    out.aload(run).getfield(Kinds.RUN, "gas", CD_long).lstore(gas);
    reloadMemory();
    if (callee.returns) {
      Label other = out.newLabel();
      out.iload(exit).loadConstant(Part.RETURNED).if_icmpne(other);
      passReturn();
      out.labelBinding(other);
    }
    for (int i = 0; i < callee.written.length; i++) {
      int local = callee.written[i];
      pushSpilled(kind(local), i);
      out.storeLocal(kind(local), locals[local]);
    }
    for (int place : callee.exits) {
      Label other = out.newLabel();
      out.iload(exit).loadConstant(place + 1).if_icmpne(other);
      passBranch(callee, targets.get(place));
      out.labelBinding(other);
    }
    if (!callee.fallsThrough) {
      noteSite();
      out.invokestatic(Kinds.RUN, "unreachable", STOP).athrow();
      leave();
    }
  }

  private void passReturn() {
    Part self = part;
    if (self != null) {
      self.returns = true;
      out.loadConstant(Part.RETURNED).ireturn();
      return;
    }
    TypeKind result = Kinds.result(code.body.type());
    if (result != TypeKind.VOID) {
      out.aload(run).iconst_0().invokevirtual(Kinds.RUN, "passed", LONG_AT);
      Kinds.fromSlot(out, result);
    }
    out.return_(result);
  }

  private void passBranch(Part callee, Target target) {
    List<ValueType> carried = target.carried();
    for (int i = 0; i < carried.size(); i++) {
      pushSpilled(Kinds.of(carried.get(i)), callee.written.length + i);
    }
    storeCarried(target);
    target.isReached = true;
    Label head = target.head;
    out.goto_(head == null ? target.label : head);
  }

  // Entry.

  private void enter() {
    int weight = names.unit().callWeight(defined);
    Label room = out.newLabel();
    out.iload(slots).loadConstant(weight).isub().dup().istore(slots).ifge(room);
    leaveForInterpreter(weight);
    out.labelBinding(room);
    for (int i = code.body.type().parameters().size(); i < locals.length; i++) {
      Kinds.zero(out, kind(i));
      out.storeLocal(kind(i), locals[i]);
    }
    out.iconst_0().istore(site);
    adjust(0, -Translator.BIAS);
    if (code.calls()) {
      out.aload(run).invokevirtual(Kinds.RUN, "pollAtEntry", MethodTypeDesc.of(CD_void));
    }
    reloadMemory();
  }

  private void leaveForInterpreter(int weight) {
    FunctionType type = code.body.type();
    for (int i = 0; i < type.parameters().size(); i++) {
      out.loadLocal(kind(i), locals[i]);
    }
    out.aload(run).lload(gas).iload(slots).loadConstant(weight).iadd();
    out.loadConstant(code.body.function());
    int number = names.unit().functionTypeNumber(code.body.function());
    out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    out.return_(Kinds.result(type));
  }

  private void reloadMemory() {
    if (usesMemory) {
      out.aload(run).invokevirtual(Kinds.RUN, "memory", MethodTypeDesc.of(MEMORY));
      if (!names.exactMemory()) {
        out.dup().invokevirtual(MEMORY, "sizeBytes", MethodTypeDesc.of(CD_int)).istore(size);
      }
      out.invokevirtual(MEMORY, "bytes", MethodTypeDesc.of(BYTES)).astore(bytes);
    }
  }

  private void poll() {
    out.aload(run).invokevirtual(Kinds.RUN, "poll", MethodTypeDesc.of(CD_void));
  }

  // Sites and gas.

  private int siteHere() {
    return sites.add(defined, code.offsets[at]);
  }

  private void noteSite() {
    out.loadConstant(siteHere()).istore(site);
  }

  private int charge() {
    return code.charges[at];
  }

  /** Makes sure that all up to and with this instruction is paid; its site is noted. */
  private void pay() {
    if (isPrepaid) {
      return;
    }
    Label paid = out.newLabel();
    out.lload(gas).loadConstant((long) charge()).lcmp().ifge(paid);
    stopUnpaid();
    out.labelBinding(paid);
  }

  private void stopUnpaid() {
    out.invokestatic(Kinds.RUN, "outOfGas", STOP).athrow();
  }

  /** Pays a block as a whole, taken off even when there is not enough. */
  private void prepay(long price) {
    noteSite();
    Label paid = out.newLabel();
    out.lload(gas).loadConstant(price).lsub().dup2().lstore(gas);
    out.loadConstant((long) charge()).lcmp().ifge(paid);
    stopUnpaid();
    out.labelBinding(paid);
  }

  /** The exact ink, on the stack. */
  private void pushInk() {
    out.lload(gas).loadConstant((long) -charge()).ladd();
  }

  /** Takes the gas counter over from a function that has returned. */
  private void resume() {
    out.aload(run)
        .getfield(Kinds.RUN, "gas", CD_long)
        .loadConstant((long) charge())
        .ladd()
        .lstore(gas);
  }

  /** Goes to a place with another charge. */
  private void jump(Target target) {
    if (target.kind == Opcode.LOOP) {
      turn(target);
      return;
    }
    target.isReached = true;
    jump(target.label, target.charge);
  }

  /** The counter gets ahead by another charge. */
  private void adjust(int chargeThere) {
    adjust(charge(), chargeThere);
  }

  private void adjust(int from, int to) {
    int difference = to - from;
    if (difference != 0) {
      out.lload(gas).loadConstant((long) difference).ladd().lstore(gas);
    }
  }

  private void jump(Label label, int chargeThere) {
    requirePaid();
    adjust(chargeThere);
    out.goto_(label);
  }

  /** Stops where this instruction and all before it are not paid; no operand is on the stack. */
  private void requirePaid() {
    if (isPrepaid) {
      return;
    }
    noteSite();
    out.lload(gas).loadConstant((long) charge()).lcmp().iflt(unpaid);
    canBeUnpaid = true;
  }

  // Steps.

  private void step(Opcode opcode) {
    if (!reachable) {
      skip(opcode);
      return;
    }
    if (isPrepaid && code.explicit[at] != 0) {
      prepay(code.explicit[at]);
    } else if (code.explicit[at] != 0) {
      noteSite();
      out.aload(run).lload(gas).loadConstant(charge()).loadConstant(code.explicit[at]);
      out.invokevirtual(Kinds.RUN, "charge", CHARGE).lstore(gas);
    }
    switch (Emission.of(opcode)) {
      case STRUCTURE -> structure(opcode);
      case NUMERIC -> numeric(opcode);
      case COMPARISON -> comparison(opcode);
      case MEMORY -> access(opcode);
      case RARE -> rare(opcode);
      case NONE -> throw new IllegalStateException("no emission: " + opcode);
    }
  }

  private void skip(Opcode opcode) {
    switch (opcode) {
      case BLOCK, LOOP, IF -> unreachableNesting++;
      case ELSE -> {
        if (unreachableNesting == 0) {
          otherwise();
        }
      }
      case END -> {
        if (unreachableNesting > 0) {
          unreachableNesting--;
        } else {
          end();
        }
      }
      default -> {}
    }
  }

  private void leave() {
    reachable = false;
    unreachableNesting = 0;
    stack.truncate(targets.getLast().height);
  }

  private void structure(Opcode opcode) {
    switch (opcode.category()) {
      case CONTROL -> control(opcode);
      case CALLS -> call(opcode);
      case PARAMETRIC -> parametric(opcode);
      case LOCAL -> local(opcode);
      case GLOBAL -> global(opcode);
      case CONSTANT -> constant(opcode);
      case REFERENCE -> reference(opcode);
      default -> throw new IllegalStateException("no structure: " + opcode);
    }
  }

  // Numbers.

  private Signature signature(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException("no signature: " + opcode);
    }
    return signature;
  }

  private void numeric(Opcode opcode) {
    Signature signature = signature(opcode);
    int count = signature.pops().size();
    if (NumericEmission.needsCanonical(opcode)) {
      stack.canonical(count);
    }
    if (NumericEmission.canTrap(opcode)) {
      noteSite();
    }
    stack.load(count);
    NumericEmission.emit(out, opcode);
    stack.taken(count);
    NumberType result = signature.pushes().getFirst();
    stack.push(Kinds.of(result), NumericEmission.leavesAnyNan(opcode));
  }

  private void comparison(Opcode opcode) {
    Comparison known = condition;
    if (known != null && opcode == Opcode.I32_EQZ) {
      condition = known.opposite();
      return;
    }
    Comparison comparison = Comparison.of(opcode);
    if (comparison == null) {
      throw new IllegalStateException("no comparison: " + opcode);
    }
    int count = signature(opcode).pops().size();
    if (isConditionNext()) {
      stack.loadOnly(count);
      stack.taken(count);
      condition = comparison;
    } else {
      stack.load(count);
      comparison.value(out);
      stack.taken(count);
      stack.push(TypeKind.INT);
    }
  }

  /** Whether what is computed here goes straight to a branch, perhaps negated. */
  private boolean isConditionNext() {
    int next = at + 1;
    while (code.opcodes[next] == Opcode.I32_EQZ) {
      next++;
    }
    return code.opcodes[next] == Opcode.BR_IF || code.opcodes[next] == Opcode.IF;
  }

  /** The condition of a branch, with nothing else on the JVM's stack. */
  private Comparison takeCondition() {
    Comparison known = condition;
    if (known != null) {
      condition = null;
      return known;
    }
    stack.loadOnly(1);
    stack.taken(1);
    return Comparison.NOT_ZERO;
  }

  private void constant(Opcode opcode) {
    long bits = code.immediates[at];
    if (NumericEmission.isRotation(code.opcodes[at + 1]) && code.explicit[at + 1] == 0) {
      stack.load(1);
      at++;
      NumericEmission.rotate(out, code.opcodes[at], (int) bits);
      return;
    }
    switch (opcode) {
      case I32_CONST -> {
        out.loadConstant((int) bits);
        stack.push(TypeKind.INT);
      }
      case I64_CONST -> {
        out.loadConstant(bits);
        stack.push(TypeKind.LONG);
      }
      case F32_CONST -> {
        float value = Float.intBitsToFloat((int) bits);
        if (Float.isNaN(value)) {
          out.loadConstant((int) bits);
          Kinds.fromBits(out, TypeKind.FLOAT);
        } else {
          out.loadConstant(value);
        }
        stack.push(TypeKind.FLOAT);
      }
      default -> {
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value)) {
          out.loadConstant(bits);
          Kinds.fromBits(out, TypeKind.DOUBLE);
        } else {
          out.loadConstant(value);
        }
        stack.push(TypeKind.DOUBLE);
      }
    }
  }

  private void reference(Opcode opcode) {
    switch (opcode) {
      case REF_NULL -> {
        out.lconst_0();
        stack.push(TypeKind.LONG);
      }
      case REF_IS_NULL -> {
        stack.load(1);
        out.lconst_0().lcmp();
        stack.taken(1);
        stack.push(TypeKind.INT);
        Comparison.NOT_ZERO.opposite().value(out);
      }
      default -> {
        out.aload(run).loadConstant(code.indices[at]);
        out.invokevirtual(Kinds.RUN, "handle", LONG_AT);
        stack.push(TypeKind.LONG);
      }
    }
  }

  private void parametric(Opcode opcode) {
    if (opcode == Opcode.DROP) {
      stack.drop();
      return;
    }
    int first = stack.height() - 3;
    boolean doubtful = stack.isDoubtful(first) && stack.isDoubtful(first + 1);
    if (!doubtful) {
      stack.canonical(3);
    }
    stack.load(3);
    TypeKind kind = stack.kind(first);
    Label keepFirst = out.newLabel();
    Label done = out.newLabel();
    out.ifne(keepFirst);
    if (kind.slotSize() == 2) {
      out.dup2_x2().pop2().pop2().goto_(done);
      out.labelBinding(keepFirst).pop2();
    } else {
      out.swap().pop().goto_(done);
      out.labelBinding(keepFirst).pop();
    }
    out.labelBinding(done);
    stack.taken(3);
    stack.push(kind, doubtful);
  }

  // Variables.

  private void local(Opcode opcode) {
    int local = code.indices[at];
    TypeKind kind = kind(local);
    if (opcode == Opcode.LOCAL_GET) {
      out.loadLocal(kind, locals[local]);
      stack.push(kind, lazy[local]);
      return;
    }
    if (!lazy[local]) {
      stack.canonical(1);
    }
    stack.load(1);
    if (opcode == Opcode.LOCAL_TEE) {
      if (kind.slotSize() == 2) {
        out.dup2();
      } else {
        out.dup();
      }
    } else {
      stack.taken(1);
    }
    out.storeLocal(kind, locals[local]);
  }

  private void global(Opcode opcode) {
    int global = code.indices[at];
    TypeKind kind = Kinds.of(module.globals().get(global).type());
    if (opcode == Opcode.GLOBAL_GET) {
      out.aload(run).loadConstant(global).invokevirtual(Kinds.RUN, "global", LONG_AT);
      Kinds.fromSlot(out, kind);
      stack.push(kind);
    } else {
      stack.canonical(1);
      stack.load(1);
      Kinds.toSlot(out, kind);
      out.aload(run).loadConstant(global).invokestatic(Kinds.RUN, "global", PASS);
      stack.taken(1);
    }
  }

  // Memory, tables.

  private void access(Opcode opcode) {
    if (!MemoryEmission.isPlain(module, opcode, code.indices[at], code.immediates[at])) {
      rare(opcode);
      return;
    }
    Signature signature = signature(opcode);
    int count = 1 + signature.pops().size();
    stack.canonical(signature.pops().size());
    stack.load(count);
    out.lineNumber(siteHere());
    int offset = (int) code.immediates[at];
    if (count == 1) {
      memory.load(opcode, offset);
    } else {
      memory.store(opcode, offset);
    }
    stack.taken(count);
    if (count == 1) {
      stack.push(Kinds.of(signature.pushes().getFirst()));
    }
  }

  /** Operands into their places, then one call for whatever it is. */
  private void rare(Opcode opcode) {
    int count = RareShape.operands(opcode);
    stack.canonical(count);
    stack.load(count);
    for (int i = count - 1; i >= 0; i--) {
      Kinds.toSlot(out, stack.kind(stack.height() - count + i));
      out.aload(run).loadConstant(i).invokestatic(Kinds.RUN, "pass", PASS);
    }
    stack.taken(count);
    noteSite();
    boolean isAccess = Emission.of(opcode) == Emission.MEMORY;
    out.aload(run).loadConstant(opcode.ordinal()).loadConstant(code.indices[at]);
    out.loadConstant(isAccess ? 0 : code.indices2[at]);
    out.loadConstant(isAccess ? code.immediates[at] : 0L);
    out.lload(gas).loadConstant(charge());
    out.invokevirtual(Kinds.RUN, "rare", RARE).lstore(gas);
    TypeKind result = RareShape.result(opcode, module, code.indices[at]);
    if (result != TypeKind.VOID) {
      pushPassed(0, result);
    }
    if (opcode == Opcode.MEMORY_GROW) {
      reloadMemory();
    }
  }

  private void pushPassed(int place, TypeKind kind) {
    out.aload(run).loadConstant(place).invokevirtual(Kinds.RUN, "passed", LONG_AT);
    Kinds.fromSlot(out, kind);
    stack.push(kind);
  }

  // Calls.

  private void call(Opcode opcode) {
    int index = code.indices[at];
    switch (opcode) {
      case CALL -> callDirect(index, module.functions().get(index));
      case CALL_INDIRECT -> callIndirect(index, module.types().get(index), false);
      case RETURN_CALL -> {
        FunctionType type = module.functions().get(index);
        if (index < module.importedFunctions()) {
          callDirect(index, type);
          emitReturn();
        } else {
          tailCall(index, type);
        }
        leave();
      }
      default -> {
        callIndirect(index, module.types().get(index), true);
        leave();
      }
    }
  }

  /** The interpreter goes on instead of this function, in constant space for any number of them. */
  private void tailCall(int function, FunctionType type) {
    int count = type.parameters().size();
    stack.canonical(count);
    stack.load(count);
    noteSite();
    pay();
    noteTail();
    out.aload(run);
    pushInk();
    out.iload(slots).loadConstant(function);
    int number = names.unit().functionTypeNumber(function);
    out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    stack.taken(count);
    returnTail(type);
  }

  /** What this function weighs no longer counts while the next call runs. */
  private void noteTail() {
    out.aload(run).loadConstant(names.unit().callWeight(defined));
    out.putfield(Kinds.RUN, "tailWeight", CD_int);
  }

  /** Returns with what a tail call left: the gas and all results are where a return puts them. */
  private void returnTail(FunctionType type) {
    TypeKind result = Kinds.result(type);
    Part self = part;
    if (self == null) {
      out.return_(result);
      return;
    }
    switch (result.slotSize()) {
      case 1 -> out.pop();
      case 2 -> out.pop2();
      default -> {}
    }
    self.returns = true;
    out.loadConstant(Part.RETURNED).ireturn();
  }

  private void callDirect(int function, FunctionType type) {
    int count = type.parameters().size();
    stack.canonical(count);
    stack.load(count);
    noteSite();
    pay();
    out.aload(run);
    pushInk();
    out.iload(slots);
    ClassDesc owner = names.owner(function);
    if (owner != null) {
      int callee = function - module.importedFunctions();
      out.invokestatic(owner, Names.function(callee), Names.functionType(type));
    } else {
      out.loadConstant(function);
      int number = names.unit().functionTypeNumber(function);
      out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    }
    returned(type, count);
  }

  private void callIndirect(int typeIndex, FunctionType type, boolean isTail) {
    int count = type.parameters().size() + 1;
    int table = code.indices2[at];
    stack.canonical(count);
    stack.load(count);
    noteSite();
    out.aload(run).loadConstant(table).loadConstant(typeIndex);
    ClassDesc index = stack.kind(stack.height() - 1).upperBound();
    out.invokestatic(
        Kinds.RUN, "indirect", MethodTypeDesc.of(CD_int, index, Kinds.RUN, CD_int, CD_int));
    pay();
    int number = names.unit().typeNumber(typeIndex);
    if (isTail) {
      out.istore(exit);
      noteTail();
      out.aload(run);
      pushInk();
      out.iload(slots).iload(exit);
      out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
      stack.taken(count);
      returnTail(type);
      return;
    }
    out.aload(run);
    pushInk();
    out.iload(slots);
    out.invokestatic(Names.SHARED, Names.indirect(number), Names.indirectType(type));
    returned(type, count);
  }

  private void returned(FunctionType type, int operands) {
    stack.taken(operands);
    resume();
    reloadMemory();
    if (type.results().size() == 1) {
      stack.push(Kinds.of(type.results().getFirst()));
      return;
    }
    for (int i = 0; i < type.results().size(); i++) {
      pushPassed(i, Kinds.of(type.results().get(i)));
    }
  }

  private void emitReturn() {
    FunctionType type = code.body.type();
    int count = type.results().size();
    stack.canonical(count);
    noteSite();
    pay();
    stack.load(count);
    Part self = part;
    if (count > 1 || self != null) {
      for (int i = count - 1; i >= 0; i--) {
        Kinds.toSlot(out, Kinds.of(type.results().get(i)));
        out.aload(run).loadConstant(i).invokestatic(Kinds.RUN, "pass", PASS);
      }
    }
    out.aload(run);
    pushInk();
    out.putfield(Kinds.RUN, "gas", CD_long);
    if (self != null) {
      self.returns = true;
      out.loadConstant(Part.RETURNED).ireturn();
    } else {
      out.return_(Kinds.result(type));
    }
  }

  // Control.

  private void control(Opcode opcode) {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> {
        noteSite();
        out.invokestatic(Kinds.RUN, "unreachable", STOP).athrow();
        leave();
      }
      case BLOCK -> {
        stack.flush();
        open(Opcode.BLOCK, code.charges[code.end(at)]);
      }
      case LOOP -> openLoop();
      case IF -> openIf();
      case ELSE -> otherwise();
      case END -> end();
      case BR -> {
        branch(target(code.indices[at]));
        leave();
      }
      case BR_IF -> branchIf(target(code.indices[at]));
      case BR_TABLE -> branchTable();
      case RETURN -> {
        emitReturn();
        leave();
      }
      default -> throw new IllegalStateException("not control: " + opcode);
    }
  }

  private Target open(Opcode kind, int chargeThere) {
    FunctionType type = code.blockType(at);
    int height = stack.height() - type.parameters().size();
    Target target = new Target(kind, type, height, out.newLabel(), chargeThere);
    targets.add(target);
    return target;
  }

  /**
   * The head of a loop, where control arrives and comes back now and then, and the start behind it,
   * where control comes back while what was found out at the head lasts. That is as many turns as
   * the loop's variable says, or as long as the counter of the loop is before it, or the gas.
   */
  private void openLoop() {
    stack.canonical(code.blockType(at).parameters().size());
    stack.flush();
    Target target = open(Opcode.LOOP, charge());
    Turns turns = Objects.requireNonNull(code.turns[at]);
    target.turns = turns;
    target.end = code.end(at);
    target.head = out.newBoundLabel();
    noteSite();
    poll();
    Step step = turns.step();
    int left = turn + 2 * turns.depth();
    long most = (long) Turns.MOST * (code.charges[code.end(at)] - charge());
    if (!turns.isBounded() && most > 0) {
      out.lload(gas).loadConstant(most).lsub().loadConstant((long) code.charges[code.end(at)]);
      out.invokestatic(MATH, "max", LONG_LONG).lstore(left);
      out.labelBinding(target.label);
      return;
    }
    if (step == null) {
      out.loadConstant(Turns.MOST);
    } else {
      pushCounter(step);
      out.loadConstant(step.by() * Turns.MOST).iadd();
      pushLimit(step);
      out.invokestatic(MATH, step.by() > 0 ? "min" : "max", INT_INT);
    }
    out.istore(left);
    if (most > 0) {
      Label enough = out.newLabel();
      out.lload(gas).loadConstant(charge() + most).lcmp().ifge(enough);
      out.loadConstant(step == null ? 1 : step.by() > 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
      out.istore(left);
      out.labelBinding(enough);
    }
    out.labelBinding(target.label);
  }

  /** Goes back to the start of a loop without another condition. */
  private void turn(Target target) {
    target.isReached = true;
    Turns turns = target.turns;
    if (turns == null) {
      noteSite();
      pay();
      adjust(target.charge);
      out.goto_(target.label);
      return;
    }
    Label again = out.newLabel();
    int left = turn + 2 * turns.depth();
    if (turns.isBounded() || target.charge == code.charges[target.end]) {
      out.iinc(left, -1).iload(left).ifgt(again);
    } else {
      out.lload(gas).lload(left).lcmp().ifge(again);
    }
    noteSite();
    pay();
    adjust(target.charge);
    out.goto_(Objects.requireNonNull(target.head));
    out.labelBinding(again);
    adjust(target.charge);
    out.goto_(target.label);
  }

  /** The turn of a loop that counts. */
  private void countedTurn(Target target, Turns turns, Step step) {
    Label again = out.newLabel();
    Label stay = out.newLabel();
    target.isReached = true;
    pushCounter(step);
    out.iload(turn + 2 * turns.depth());
    if (step.by() > 0) {
      out.if_icmplt(again);
    } else {
      out.if_icmpgt(again);
    }
    pushCounter(step);
    pushLimit(step);
    out.if_icmpeq(stay);
    noteSite();
    pay();
    adjust(target.charge);
    out.goto_(Objects.requireNonNull(target.head));
    out.labelBinding(again);
    adjust(target.charge);
    out.goto_(target.label);
    out.labelBinding(stay);
  }

  private void openIf() {
    Comparison holds = takeCondition();
    stack.canonical(code.blockType(at).parameters().size());
    stack.flush();
    Target target = open(Opcode.IF, code.charges[code.end(at)]);
    Label then = out.newLabel();
    Label otherwise = out.newLabel();
    target.otherwise = otherwise;
    holds.branch(out, then);
    jump(otherwise, code.charges[code.partners[at]]);
    out.labelBinding(then);
  }

  private Target target(int depth) {
    return targets.get(targets.size() - 1 - depth);
  }

  private void otherwise() {
    Target target = targets.getLast();
    if (reachable) {
      stack.canonical(target.type.results().size());
      stack.flush();
      target.isReached = true;
      jump(target.label, target.charge);
    }
    Label otherwise = target.otherwise;
    if (otherwise != null) {
      out.labelBinding(otherwise);
      target.otherwise = null;
    }
    stack.truncate(target.height);
    pushHomes(target.type.parameters());
    reachable = true;
    unreachableNesting = 0;
  }

  private void pushHomes(List<ValueType> types) {
    for (ValueType type : types) {
      stack.pushHome(Kinds.of(type));
    }
  }

  private void end() {
    Target target = targets.removeLast();
    Label otherwise = target.otherwise;
    boolean isLoop = target.kind == Opcode.LOOP;
    boolean meets = otherwise != null || (target.isReached && !isLoop);
    if (reachable && meets) {
      stack.canonical(target.type.results().size());
      stack.flush();
    }
    if (otherwise != null) {
      out.labelBinding(otherwise);
    }
    if (!isLoop) {
      out.labelBinding(target.label);
    }
    if (meets) {
      stack.truncate(target.height);
      pushHomes(target.type.results());
    }
    reachable = reachable || meets;
    unreachableNesting = 0;
    if (targets.isEmpty() && reachable) {
      emitReturn();
    }
  }

  private void branch(Target target) {
    List<ValueType> carried = target.carried();
    int count = carried.size();
    stack.canonical(count);
    if (isInPlace(target) || count == 0) {
      stack.flush();
    } else {
      stack.loadOnly(count);
      storeCarried(target);
    }
    jump(target);
  }

  private boolean isInPlace(Target target) {
    return !target.isOutside && stack.height() - target.carried().size() == target.height;
  }

  /** Stores what is on the JVM's stack where a branch carries it. */
  private void storeCarried(Target target) {
    List<ValueType> carried = target.carried();
    Part self = part;
    if (target.isOutside && self != null) {
      for (int i = carried.size() - 1; i >= 0; i--) {
        spill(Kinds.of(carried.get(i)), self.written.length + i);
      }
      return;
    }
    int home = stack.home(target.height);
    int[] homes = new int[carried.size()];
    for (int i = 0; i < homes.length; i++) {
      homes[i] = home;
      home += Kinds.of(carried.get(i)).slotSize();
    }
    for (int i = homes.length - 1; i >= 0; i--) {
      out.storeLocal(Kinds.of(carried.get(i)), homes[i]);
    }
  }

  /** Carries operands that are at home, without disturbing those that stay. */
  private void carryFromHomes(Target target) {
    int count = target.carried().size();
    int first = stack.height() - count;
    boolean doubtful = false;
    for (int i = first; i < stack.height(); i++) {
      doubtful |= stack.isDoubtful(i);
    }
    if (count == 0 || (isInPlace(target) && !doubtful)) {
      return;
    }
    for (int i = first; i < stack.height(); i++) {
      out.loadLocal(stack.kind(i), stack.home(i));
      if (stack.isDoubtful(i)) {
        stack.canonicalValue(stack.kind(i));
      }
    }
    storeCarried(target);
  }

  private void branchIf(Target target) {
    Comparison holds = takeCondition();
    stack.flush();
    Turns turns = target.turns;
    Step step = turns == null ? null : turns.step();
    if (turns != null && step != null) {
      if (step.hasLimit()) {
        out.pop2();
      } else {
        out.pop();
      }
      countedTurn(target, turns, step);
      return;
    }
    Label stay = out.newLabel();
    holds.opposite().branch(out, stay);
    carryFromHomes(target);
    jump(target);
    out.labelBinding(stay);
  }

  private void pushCounter(Step step) {
    out.iload(locals[step.counter()]);
  }

  private void pushLimit(Step step) {
    if (step.limitLocal() >= 0) {
      out.iload(locals[step.limitLocal()]);
    } else {
      out.loadConstant(step.limit());
    }
  }

  private void branchTable() {
    stack.flush();
    requirePaid();
    stack.load(1);
    stack.taken(1);
    int[] depths = code.labels[at];
    Map<Integer, Label> landings = new LinkedHashMap<>();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < depths.length; i++) {
      Label landing = landings.computeIfAbsent(depths[i], depth -> out.newLabel());
      if (i < depths.length - 1) {
        cases.add(SwitchCase.of(i, landing));
      }
    }
    Label other = landings.computeIfAbsent(depths[depths.length - 1], depth -> out.newLabel());
    if (cases.isEmpty()) {
      out.pop().goto_(other);
    } else {
      out.tableswitch(0, cases.size() - 1, other, cases);
    }
    landings.forEach(
        (depth, landing) -> {
          out.labelBinding(landing);
          Target target = target(depth);
          carryFromHomes(target);
          if (target.kind == Opcode.LOOP) {
            turn(target);
            return;
          }
          target.isReached = true;
          adjust(target.charge);
          out.goto_(target.label);
        });
    leave();
  }
}
