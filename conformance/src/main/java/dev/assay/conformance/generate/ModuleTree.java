package dev.assay.conformance.generate;

import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.ValueType;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A module before it is encoded. It imports every function of {@code HostInterface}, has one memory
 * and one table, and exports all that it defines: functions as {@code f0}, {@code f1} and so on,
 * globals as {@code g0} and so on, {@code memory} and {@code table}.
 *
 * @param start the start function as an index into {@code functions}, or -1
 * @param calls what a run does with the instance
 */
public record ModuleTree(
    List<Function> functions,
    List<Global> globals,
    Size memory,
    Size table,
    List<Data> data,
    List<Elements> elements,
    int start,
    List<Call> calls) {

  public ModuleTree {
    functions = List.copyOf(functions);
    globals = List.copyOf(globals);
    data = List.copyOf(data);
    elements = List.copyOf(elements);
    calls = List.copyOf(calls);
  }

  /**
   * A function.
   *
   * @param locals without the parameters
   * @param label what branches out of the whole body name
   */
  public record Function(FunctionType type, List<ValueType> locals, Label label, List<Code> body) {
    public Function {
      locals = List.copyOf(locals);
      body = List.copyOf(body);
    }

    /** The same function with another body. */
    public Function withBody(List<Code> changed) {
      return new Function(type, locals, label, changed);
    }
  }

  /** A global with its initial value. */
  public record Global(GlobalType type, Code initial) {}

  /** An initial size and the most it may grow to. */
  public record Size(int minimum, OptionalInt maximum) {}

  /**
   * A data segment.
   *
   * @param offset where it goes at instantiation, or null for a passive one
   */
  public record Data(@Nullable Code offset, String bytes) {}

  /**
   * An element segment of functions.
   *
   * @param offset where it goes at instantiation, or null for a passive one
   */
  public record Elements(@Nullable Code offset, List<Integer> functions) {
    public Elements {
      functions = List.copyOf(functions);
    }
  }

  /**
   * A call of a function of the module by its index among those the tree defines, arguments as
   * bits.
   */
  public record Call(int function, List<Long> arguments) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The same module with other functions. */
  public ModuleTree withFunctions(List<Function> changed) {
    return new ModuleTree(changed, globals, memory, table, data, elements, start, calls);
  }

  /** The same module with other calls. */
  public ModuleTree withCalls(List<Call> changed) {
    return new ModuleTree(functions, globals, memory, table, data, elements, start, changed);
  }

  /** The same module without a start function. */
  public ModuleTree withoutStart() {
    return new ModuleTree(functions, globals, memory, table, data, elements, -1, calls);
  }

  /** The same module with other segments. */
  public ModuleTree withSegments(List<Data> newData, List<Elements> newElements) {
    return new ModuleTree(functions, globals, memory, table, newData, newElements, start, calls);
  }

  /** Instructions in all functions. */
  public int size() {
    return functions.stream().mapToInt(function -> Code.size(function.body())).sum();
  }
}
