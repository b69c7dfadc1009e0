package dev.assay.conformance.generate;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a module smaller while a property holds: fewer calls, no start function, empty bodies, and
 * in the bodies each node replaced by nothing, by an operand, by a constant, or by what it
 * contains. A candidate may be invalid; the property has to say no to it.
 */
public final class Shrinker {
  private static final int MOST_CANDIDATES = 20_000;

  private final Predicate<ModuleTree> property;
  private ModuleTree best;
  private int left = MOST_CANDIDATES;

  private Shrinker(ModuleTree start, Predicate<ModuleTree> property) {
    this.best = start;
    this.property = property;
  }

  /** The smallest module found that still has the property; {@code start} must have it. */
  public static ModuleTree shrink(ModuleTree start, Predicate<ModuleTree> property) {
    return new Shrinker(start, property).shrink();
  }

  private ModuleTree shrink() {
    boolean smaller = true;
    while (smaller && left > 0) {
      smaller = withoutStart();
      smaller |= withFewerCalls();
      smaller |= withEmptyBodies();
      smaller |= withSmallerBodies();
    }
    return best;
  }

  private boolean take(ModuleTree candidate) {
    left--;
    if (left > 0 && property.test(candidate)) {
      best = candidate;
      return true;
    }
    return false;
  }

  private boolean withoutStart() {
    return best.start() >= 0 && take(best.withoutStart());
  }

  private boolean withFewerCalls() {
    boolean smaller = false;
    for (int i = best.calls().size() - 1; i >= 0; i--) {
      List<ModuleTree.Call> fewer = new ArrayList<>(best.calls());
      fewer.remove(i);
      smaller |= take(best.withCalls(fewer));
    }
    return smaller;
  }

  private boolean withEmptyBodies() {
    boolean smaller = false;
    for (int i = 0; i < best.functions().size(); i++) {
      ModuleTree.Function function = best.functions().get(i);
      List<Code> trivial = constants(function.type().results());
      if (Code.size(function.body()) > Code.size(trivial)) {
        smaller |= take(withBody(i, trivial));
      }
    }
    return smaller;
  }

  private ModuleTree withBody(int index, List<Code> body) {
    List<ModuleTree.Function> changed = new ArrayList<>(best.functions());
    changed.set(index, changed.get(index).withBody(body));
    return best.withFunctions(changed);
  }

  private boolean withSmallerBodies() {
    boolean smaller = false;
    for (int i = 0; i < best.functions().size(); i++) {
      for (int node = 0; node < Code.size(best.functions().get(i).body()); node++) {
        smaller |= withSmallerNode(i, node);
      }
    }
    return smaller;
  }

  private boolean withSmallerNode(int function, int node) {
    List<Code> body = best.functions().get(function).body();
    for (List<Code> replacement : replacements(new Finder(node).find(body))) {
      List<Code> changed = new Replacer(node, replacement).nodes(body);
      if (Code.size(changed) < Code.size(body) && take(withBody(function, changed))) {
        return true;
      }
    }
    return false;
  }

  private static List<List<Code>> replacements(Code node) {
    List<List<Code>> all = new ArrayList<>();
    if (!node.operands().isEmpty() || !(node instanceof Code.Plain)) {
      all.add(constants(node.results()));
    } else if (node.results().isEmpty()) {
      all.add(List.of());
    }
    for (Code operand : node.operands()) {
      if (operand.results().equals(node.results())) {
        all.add(List.of(operand));
      }
    }
    if (node instanceof Code.Scope scope) {
      all.add(scope.body());
    }
    all.add(dropped(node));
    return all;
  }

  /** The operands alone, for what they do on the way, then constants in place of the results. */
  private static List<Code> dropped(Code node) {
    List<Code> nodes = new ArrayList<>();
    for (Code operand : node.operands()) {
      nodes.add(operand);
      operand.results().forEach(result -> nodes.add(Code.of(Opcode.DROP, List.of())));
    }
    nodes.addAll(constants(node.results()));
    return nodes;
  }

  private static List<Code> constants(List<ValueType> types) {
    List<Code> nodes = new ArrayList<>();
    types.forEach(type -> nodes.add(constant(type)));
    return nodes;
  }

  private static Code constant(ValueType type) {
    List<ValueType> results = List.of(type);
    return switch (type) {
      case NumberType number ->
          switch (number) {
            case I32 -> Code.of(Opcode.I32_CONST, 0, results);
            case I64 -> Code.of(Opcode.I64_CONST, 0, results);
            case F32 -> Code.of(Opcode.F32_CONST, 0, results);
            case F64 -> Code.of(Opcode.F64_CONST, 0, results);
            case V128 ->
                new Code.Plain(Opcode.V128_CONST, List.of(0L, 0L), null, List.of(), results);
          };
      case ReferenceType reference -> Code.of(Opcode.REF_NULL, reference.heap().code(), results);
    };
  }

  /** Finds the node with a number, nodes counted before what they contain. */
  private static final class Finder {
    private int left;

    Finder(int node) {
      this.left = node;
    }

    Code find(List<Code> nodes) {
      Code found = in(nodes);
      if (found == null) {
        throw new IllegalArgumentException("no such node");
      }
      return found;
    }

    private @Nullable Code in(List<Code> nodes) {
      for (Code node : nodes) {
        if (left-- == 0) {
          return node;
        }
        Code found = in(node.operands());
        if (found == null && node instanceof Code.Scope scope) {
          found = in(scope.body());
          List<Code> otherwise = scope.otherwise();
          found = found == null && otherwise != null ? in(otherwise) : found;
        }
        if (found != null) {
          return found;
        }
      }
      return null;
    }
  }

  /** Puts others in the place of the node with a number. */
  private static final class Replacer {
    private final List<Code> replacement;
    private int left;

    Replacer(int node, List<Code> replacement) {
      this.left = node;
      this.replacement = replacement;
    }

    List<Code> nodes(List<Code> nodes) {
      List<Code> changed = new ArrayList<>();
      for (Code node : nodes) {
        if (left-- == 0) {
          changed.addAll(replacement);
        } else {
          changed.add(inside(node));
        }
      }
      return changed;
    }

    private Code inside(Code node) {
      Code changed = left < 0 ? node : node.withOperands(nodes(node.operands()));
      if (left >= 0 && changed instanceof Code.Scope scope) {
        List<Code> otherwise = scope.otherwise();
        Code.Scope withBody = scope.withBody(nodes(scope.body()));
        return otherwise == null ? withBody : withBody.withOtherwise(nodes(otherwise));
      }
      return changed;
    }
  }
}
