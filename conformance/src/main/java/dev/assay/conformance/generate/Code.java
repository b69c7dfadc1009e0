package dev.assay.conformance.generate;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a function's tree: an instruction behind the nodes that are its operands, evaluated in
 * order. The results of the operands together are what the instruction takes; a node without
 * results may stand between them and is then evaluated while earlier operands wait on the stack.
 */
public sealed interface Code {
  /** What it leaves on the stack. A jump may claim anything, because what follows is never run. */
  List<ValueType> results();

  /** What is evaluated before the instruction. */
  List<Code> operands();

  /** The same instruction behind other operands. */
  Code withOperands(List<Code> operands);

  /**
   * Any instruction that is neither a block nor a branch.
   *
   * @param immediates one number for each part of the opcode's immediates, two for a memory
   *     argument (alignment, offset), a vector constant or lane list (low half, high half)
   * @param type the type that a call names, or null
   */
  record Plain(
      Opcode opcode,
      List<Long> immediates,
      @Nullable FunctionType type,
      List<Code> operands,
      List<ValueType> results)
      implements Code {
    public Plain {
      immediates = List.copyOf(immediates);
      operands = List.copyOf(operands);
      results = List.copyOf(results);
    }

    @Override
    public Code withOperands(List<Code> operands) {
      return new Plain(opcode, immediates, type, operands, results);
    }
  }

  /**
   * A block, loop or if with what is inside. The operands are its parameters, behind them the
   * condition of an if.
   *
   * @param otherwise the else arm, or null when there is none
   */
  record Scope(
      Opcode opcode,
      Label label,
      FunctionType type,
      List<Code> operands,
      List<Code> body,
      @Nullable List<Code> otherwise)
      implements Code {
    public Scope {
      operands = List.copyOf(operands);
      body = List.copyOf(body);
      otherwise = otherwise == null ? null : List.copyOf(otherwise);
    }

    @Override
    public List<ValueType> results() {
      return type.results();
    }

    @Override
    public Code withOperands(List<Code> operands) {
      return new Scope(opcode, label, type, operands, body, otherwise);
    }

    /** The same scope with another body. */
    public Scope withBody(List<Code> body) {
      return new Scope(opcode, label, type, operands, body, otherwise);
    }

    /** The same scope with another else arm. */
    public Scope withOtherwise(List<Code> otherwise) {
      return new Scope(opcode, label, type, operands, body, otherwise);
    }
  }

  /**
   * A br, br_if or br_table.
   *
   * @param targets one label, or for br_table all of them, the default last
   */
  record Jump(Opcode opcode, List<Label> targets, List<Code> operands, List<ValueType> results)
      implements Code {
    public Jump {
      targets = List.copyOf(targets);
      operands = List.copyOf(operands);
      results = List.copyOf(results);
    }

    @Override
    public Code withOperands(List<Code> operands) {
      return new Jump(opcode, targets, operands, results);
    }
  }

  /** An instruction without immediates. */
  static Code of(Opcode opcode, List<ValueType> results, Code... operands) {
    return new Plain(opcode, List.of(), null, List.of(operands), results);
  }

  /** An instruction with one immediate. */
  static Code of(Opcode opcode, long immediate, List<ValueType> results, Code... operands) {
    return new Plain(opcode, List.of(immediate), null, List.of(operands), results);
  }

  /** An i32 constant. */
  static Code i32(int value) {
    return of(Opcode.I32_CONST, value, List.of(NumberType.I32));
  }

  /** The results of several nodes, one after another. */
  static List<ValueType> results(List<Code> nodes) {
    List<ValueType> all = new ArrayList<>();
    nodes.forEach(node -> all.addAll(node.results()));
    return all;
  }

  /** How many instructions there are in these trees, closing ones not counted. */
  static int size(List<Code> nodes) {
    int size = 0;
    for (Code node : nodes) {
      size += 1 + size(node.operands());
      if (node instanceof Scope scope) {
        size += size(scope.body()) + (scope.otherwise() == null ? 0 : size(scope.otherwise()));
      }
    }
    return size;
  }
}
