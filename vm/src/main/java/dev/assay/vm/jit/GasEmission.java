package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.code.Translator;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/** What becomes of the gas counter, see {@link FunctionEmitter}. */
final class GasEmission {
  private static final MethodTypeDesc STOP = MethodTypeDesc.of(CD_Throwable);
  private static final MethodTypeDesc CHARGE = MethodTypeDesc.of(CD_long, CD_long, CD_int, CD_long);

  private final MethodDraft draft;
  private final CodeBuilder out;
  private final int run;
  private final int gas;
  private final boolean isPrepaid;
  private final Label unpaid;
  private boolean canBeUnpaid;

  GasEmission(MethodDraft draft) {
    this.draft = draft;
    this.out = draft.out;
    this.run = draft.run;
    this.gas = draft.gas;
    this.isPrepaid = draft.isPrepaid;
    this.unpaid = out.newLabel();
  }

  /** The counter is ahead from now on, as it is before the first instruction. */
  void begin() {
    adjust(0, -Translator.BIAS);
  }

  /** Charges what is not charged together with others. */
  void chargeAlone(long price) {
    if (isPrepaid) {
      prepay(price);
      return;
    }
    draft.noteSite();
    out.aload(run).lload(gas).loadConstant(draft.charge()).loadConstant(price);
    out.invokevirtual(Kinds.RUN, "charge", CHARGE).lstore(gas);
  }

  /** Where all go that {@link #requirePaid} found unpaid. */
  void end() {
    if (canBeUnpaid) {
      out.labelBinding(unpaid);
      stopUnpaid();
    }
  }

  void poll() {
    out.aload(run).invokevirtual(Kinds.RUN, "poll", MethodTypeDesc.of(CD_void));
  }

  /** Makes sure that all up to and with this instruction is paid; its site is noted. */
  void pay() {
    if (isPrepaid) {
      return;
    }
    Label paid = out.newLabel();
    out.lload(gas).loadConstant((long) draft.charge()).lcmp().ifge(paid);
    stopUnpaid();
    out.labelBinding(paid);
  }

  private void stopUnpaid() {
    out.invokestatic(Kinds.RUN, "outOfGas", STOP).athrow();
  }

  /** Pays a block as a whole, taken off even when there is not enough. */
  private void prepay(long price) {
    draft.noteSite();
    Label paid = out.newLabel();
    out.lload(gas).loadConstant(price).lsub().dup2().lstore(gas);
    out.loadConstant((long) draft.charge()).lcmp().ifge(paid);
    stopUnpaid();
    out.labelBinding(paid);
  }

  /** The exact ink, on the stack. */
  void pushInk() {
    out.lload(gas).loadConstant((long) -draft.charge()).ladd();
  }

  /** Takes the gas counter over from a function that has returned. */
  void resume() {
    out.aload(run)
        .getfield(Kinds.RUN, "gas", CD_long)
        .loadConstant((long) draft.charge())
        .ladd()
        .lstore(gas);
  }

  /** The counter gets ahead by another charge. */
  void adjust(int chargeThere) {
    adjust(draft.charge(), chargeThere);
  }

  private void adjust(int from, int to) {
    int difference = to - from;
    if (difference != 0) {
      out.lload(gas).loadConstant((long) difference).ladd().lstore(gas);
    }
  }

  /** Stops where this instruction and all before it are not paid; no operand is on the stack. */
  void requirePaid() {
    if (isPrepaid) {
      return;
    }
    draft.noteSite();
    out.lload(gas).loadConstant((long) draft.charge()).lcmp().iflt(unpaid);
    canBeUnpaid = true;
  }
}
