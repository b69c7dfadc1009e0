package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

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

  private static final MethodTypeDesc UNWIND =
      MethodTypeDesc.of(CD_Throwable, CD_Throwable, CD_long, CD_int, CD_int);

  private final Names names;
  private final FunctionCode code;
  private final Region region;
  private final Map<Region, Part> parts;
  private final CodeBuilder out;
  private final MethodDraft draft;
  private final GasEmission metering;
  private final ValueEmission values;
  private final CallEmission calls;
  private final ControlEmission control;
  private final PartEmission outlined;
  private final ProductEmission products;
  private final int[] locals;
  private final int run;
  private final int gas;
  private final int slots;
  private final int site;
  private final int defined;

  FunctionEmitter(
      Names names,
      FunctionCode code,
      Region region,
      Map<Region, Part> parts,
      Sites sites,
      CodeBuilder out) {
    this.names = names;
    this.code = code;
    this.region = region;
    this.parts = parts;
    this.out = out;
    this.draft = new MethodDraft(names, code, parts.get(region), sites, out);
    this.metering = new GasEmission(draft);
    this.values = new ValueEmission(draft);
    this.calls = new CallEmission(draft, metering);
    this.control = new ControlEmission(draft, metering, values, calls);
    this.outlined = new PartEmission(draft, control);
    this.products = new ProductEmission(draft);
    this.locals = draft.locals;
    this.run = draft.run;
    this.gas = draft.gas;
    this.slots = draft.slots;
    this.site = draft.site;
    this.defined = draft.defined;
  }

  /** Emits all of the function but what is in other parts. */
  void emit() {
    enter();
    Label start = out.newBoundLabel();
    int end = code.charges[code.count() - 1];
    draft.targets.add(new Target(Opcode.BLOCK, code.body.type(), 0, out.newLabel(), end));
    steps();
    handler(start);
  }

  /** Emits an outlined part. */
  void emitPart(Part self) {
    outlined.enter(self);
    Label start = out.newBoundLabel();
    steps();
    outlined.leave(self);
    handler(start);
  }

  private void steps() {
    Iterator<Region> children = region.children().iterator();
    Region next = children.hasNext() ? children.next() : null;
    draft.at = region.from();
    while (draft.at < region.to()) {
      if (next != null && draft.at == next.from() && draft.reachable) {
        outlined.callPart(Objects.requireNonNull(parts.get(next)));
        draft.at = next.to();
      } else {
        step(code.opcodes[draft.at]);
        if (draft.reachable) {
          products.finish(draft.at);
        }
        draft.at++;
      }
      while (next != null && draft.at > next.from()) {
        next = children.hasNext() ? children.next() : null;
      }
    }
  }

  private void handler(Label start) {
    metering.end();
    Label stop = out.newBoundLabel();
    out.exceptionCatchAll(start, stop, stop);
    out.aload(run).swap().lload(gas).iload(site).loadConstant(defined);
    out.invokevirtual(Kinds.RUN, "unwind", UNWIND).athrow();
  }

  private void step(Opcode opcode) {
    if (!draft.reachable) {
      skip(opcode);
      return;
    }
    if (code.explicit[draft.at] != 0) {
      metering.chargeAlone(code.explicit[draft.at]);
    }
    switch (Emission.of(opcode)) {
      case STRUCTURE -> structure(opcode);
      case NUMERIC -> values.numeric(opcode);
      case COMPARISON -> values.comparison(opcode);
      case MEMORY -> values.access(opcode);
      case RARE -> values.rare(opcode);
      case NONE -> throw new IllegalStateException("no emission: " + opcode);
    }
  }

  private void skip(Opcode opcode) {
    switch (opcode) {
      case BLOCK, LOOP, IF -> draft.unreachableNesting++;
      case ELSE -> {
        if (draft.unreachableNesting == 0) {
          control.otherwise();
        }
      }
      case END -> {
        if (draft.unreachableNesting > 0) {
          draft.unreachableNesting--;
        } else {
          control.end();
        }
      }
      default -> {}
    }
  }

  private void structure(Opcode opcode) {
    switch (opcode.category()) {
      case CONTROL -> control.control(opcode);
      case CALLS -> calls.call(opcode);
      case PARAMETRIC -> values.parametric(opcode);
      case LOCAL -> values.local(opcode);
      case GLOBAL -> values.global(opcode);
      case CONSTANT -> values.constant(opcode);
      case REFERENCE -> values.reference(opcode);
      default -> throw new IllegalStateException("no structure: " + opcode);
    }
  }

  private void enter() {
    int weight = names.unit().callWeight(defined);
    Label room = out.newLabel();
    out.iload(slots).loadConstant(weight).isub().dup().istore(slots).ifge(room);
    leaveForInterpreter(weight);
    out.labelBinding(room);
    for (int i = code.body.type().parameters().size(); i < locals.length; i++) {
      Kinds.zero(out, draft.kind(i));
      out.storeLocal(draft.kind(i), locals[i]);
    }
    out.iconst_0().istore(site);
    metering.begin();
    if (code.calls()) {
      out.aload(run).invokevirtual(Kinds.RUN, "pollAtEntry", MethodTypeDesc.of(CD_void));
    }
    draft.reloadMemory();
  }

  private void leaveForInterpreter(int weight) {
    FunctionType type = code.body.type();
    for (int i = 0; i < type.parameters().size(); i++) {
      out.loadLocal(draft.kind(i), locals[i]);
    }
    out.aload(run).lload(gas).iload(slots).loadConstant(weight).iadd();
    out.loadConstant(code.body.function());
    int number = names.unit().functionTypeNumber(code.body.function());
    out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    out.return_(Kinds.result(type));
  }
}
