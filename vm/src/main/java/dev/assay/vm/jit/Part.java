package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.module.ValueType;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An outlined region as a method {@code (locals, run, gas, slots)}. The locals whose values it may
 * ask for are its parameters; those it changes and others ask for, and then what a branch carries,
 * it spills before it returns a number that says how it was left.
 */
final class Part {
  /** Left at its end. */
  static final int FELL_THROUGH = 0;

  /** Left with the function: results and gas are where a return puts them. */
  static final int RETURNED = -1;

  final Region region;

  /** The locals it is given. */
  final int[] used;

  /** The locals it names, and is not given because nothing would ask for their values. */
  final int[] fresh;

  /** The locals it hands back. */
  final int[] written;

  private final FunctionCode code;

  /** The outer blocks that branches lead to, by their place among all open ones. */
  final SortedSet<Integer> exits = new TreeSet<>();

  boolean fallsThrough;
  boolean returns;

  Part(FunctionCode code, Region region, Liveness liveness) {
    this.code = code;
    this.region = region;
    BitSet given = region.used(code);
    given.and(liveness.before(region.from()));
    BitSet others = region.used(code);
    others.andNot(given);
    BitSet back = region.written(code);
    back.and(liveness.behind(region));
    this.used = given.stream().toArray();
    this.fresh = others.stream().toArray();
    this.written = back.stream().toArray();
  }

  String name(Names names) {
    int defined = code.body.function() - names.unit().module().importedFunctions();
    return Names.part(defined, region);
  }

  TypeKind kind(int local) {
    return Kinds.of(code.localTypes.get(local));
  }

  MethodTypeDesc type() {
    List<ClassDesc> parameters = new ArrayList<>();
    for (int local : used) {
      parameters.add(kind(local).upperBound());
    }
    parameters.addAll(List.of(Kinds.RUN, CD_long, CD_int));
    return MethodTypeDesc.of(CD_int, parameters);
  }

  /** The most it spills. */
  int spillSlots() {
    int carried = code.body.type().results().size();
    for (int start : region.enclosing()) {
      List<ValueType> parameters = code.blockType(start).parameters();
      List<ValueType> results = code.blockType(start).results();
      carried = Math.max(carried, Math.max(parameters.size(), results.size()));
    }
    return written.length + carried;
  }
}
