package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.module.FunctionType;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of a compiled module are called and where they are.
 *
 * @param unit the module
 * @param groups the group of each defined function, or -1 where it is not compiled
 * @param exactMemory whether memory 0 is known to be exact
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never written
record Names(CodeUnit unit, int[] groups, boolean exactMemory) {
  /** The package of everything generated; nothing else is in it. */
  static final String PACKAGE = "dev.assay.generated.";

  /** The class of everything that belongs to no group. */
  static final ClassDesc SHARED = ClassDesc.of(PACKAGE + "Shared");

  /** The class of a group of functions. */
  static ClassDesc group(int group) {
    return ClassDesc.of(PACKAGE + "Group" + group);
  }

  /** The method of a function. */
  static String function(int defined) {
    return "function" + defined;
  }

  /** The method of an outlined part of a function. */
  static String part(int defined, Region region) {
    return function(defined) + "from" + region.from() + "to" + region.to();
  }

  /** The function that a method of such a name belongs to. */
  static int defined(String method) {
    int start = function(0).length() - 1;
    int end = method.indexOf("from");
    return Integer.parseInt(method.substring(start, end < 0 ? method.length() : end));
  }

  /** The method that leaves compiled code with arguments of a type. */
  static String bridge(int type) {
    return "bridge" + type;
  }

  /** The method that calls any function of a type. */
  static String indirect(int type) {
    return "indirect" + type;
  }

  boolean isCompiled(int defined) {
    return defined >= 0 && groups[defined] >= 0;
  }

  /** Parameters, run, ink, slots. */
  static MethodTypeDesc functionType(FunctionType type) {
    return Kinds.method(type, Kinds.RUN, CD_long, CD_int);
  }

  /** Parameters, run, ink, slots, index of the function. */
  static MethodTypeDesc bridgeType(FunctionType type) {
    return Kinds.method(type, Kinds.RUN, CD_long, CD_int, CD_int);
  }

  /** Parameters, index of the function, run, ink, slots. */
  static MethodTypeDesc indirectType(FunctionType type) {
    return Kinds.method(type, CD_int, Kinds.RUN, CD_long, CD_int);
  }

  /** The group's class of a compiled function, or null. */
  @Nullable ClassDesc owner(int function) {
    int defined = function - unit.module().importedFunctions();
    return isCompiled(defined) ? group(groups[defined]) : null;
  }
}
