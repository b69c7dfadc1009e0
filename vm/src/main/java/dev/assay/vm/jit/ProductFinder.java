package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.jit.WideProducts.Half;
import dev.assay.vm.jit.WideProducts.Substitute;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link WideProducts} of a function: walks its straight-line code, of which a branch
 * that is not taken is a part, and numbers the values.
 */
final class ProductFinder {
  /** The factors that are kept at once, so that a frame stays small. */
  static final int MOST_KEPT = 16;

  /** Fewer multiplications than these are no wide product. */
  private static final int LEAST_PRODUCTS = 4;

  /** The sums and products that are looked at, so that nobody can make this slow. */
  private static final int ATTEMPTS_PER_PRODUCT = 4;

  /** The additions of one sum that are looked at. */
  private static final int MOST_ADDITIONS = 16;

  /** An operand: its value, the instruction that left it, and the operands of an addition. */
  private record Operand(int value, int at, @Nullable Operand left, @Nullable Operand right) {}

  /** Where an operand comes from that straight-line code finds on the stack. */
  static final int OUTSIDE = -1;

  private final WasmModule module;
  private final FunctionCode code;
  private final Map<Integer, Substitute> substitutes = new LinkedHashMap<>();
  private final Map<Integer, Integer> keeps = new LinkedHashMap<>();
  private int places;

  private final Set<Integer> absent = new LinkedHashSet<>();
  private final Set<Integer> unread = new LinkedHashSet<>();

  // Of the straight-line code at hand.
  private Values values = new Values();
  private final Map<Integer, Integer> locals = new LinkedHashMap<>();
  private final Map<Integer, Integer> producers = new LinkedHashMap<>();
  private final Set<Integer> changed = new LinkedHashSet<>();
  private final List<Operand> stack = new ArrayList<>();
  private final List<List<Integer>> operands = new ArrayList<>();
  private final Set<Integer> pinned = new LinkedHashSet<>();
  private final Set<Integer> boundaries;
  private int begin;
  private int at;
  private int kept;
  private boolean isFound;

  /** How often a product may still be looked for. */
  private int attempts;

  private ProductFinder(WasmModule module, FunctionCode code, Set<Integer> boundaries) {
    this.module = module;
    this.code = code;
    this.boundaries = boundaries;
  }

  /**
   * Finds the products of a function.
   *
   * @param parts the parts of it that become methods of their own
   */
  static WideProducts of(WasmModule module, FunctionCode code, List<Region> parts) {
    Set<Integer> boundaries = new LinkedHashSet<>();
    for (Region part : parts) {
      boundaries.add(part.from());
      boundaries.add(part.to());
    }
    ProductFinder finder = new ProductFinder(module, code, boundaries);
    if (!finder.isWorthwhile()) {
      return WideProducts.NONE;
    }
    finder.walk();
    return new WideProducts(
        finder.substitutes, finder.keeps, finder.places, finder.absent, finder.unread);
  }

  private boolean isWorthwhile() {
    int products = 0;
    for (Opcode opcode : code.opcodes) {
      products += opcode == Opcode.I64_MUL ? 1 : 0;
    }
    attempts = products * ATTEMPTS_PER_PRODUCT;
    return products >= LEAST_PRODUCTS;
  }

  private void walk() {
    for (at = 0; at < code.count(); at++) {
      if (boundaries.contains(at)) {
        forget();
        begin = at;
      }
      operands.add(new ArrayList<>());
      step(code.opcodes[at]);
    }
  }

  /** Control comes here from elsewhere, or may: nothing is known any more. */
  private void forget() {
    if (isFound) {
      boolean ends = at == code.count() - 1 || code.opcodes[at] == Opcode.RETURN;
      pinned.addAll(stack.stream().map(Operand::at).toList());
      new Leftovers(code, begin, operands, pinned, substitutes, keeps).find(ends, absent, unread);
    }
    begin = at + 1;
    operands.clear();
    pinned.clear();
    isFound = false;
    values = new Values();
    locals.clear();
    producers.clear();
    kept = 0;
    changed.clear();
    stack.clear();
  }

  private void step(Opcode opcode) {
    switch (opcode.category()) {
      case CONTROL -> {
        if (opcode == Opcode.BR_IF) {
          pop();
          pinned.addAll(stack.stream().map(Operand::at).toList());
        } else if (opcode != Opcode.NOP) {
          forget();
        }
      }
      case LOCAL -> local(opcode);
      case CONSTANT -> push(constant(opcode));
      case INTEGER, FLOAT, CONVERSION -> numeric(opcode);
      case LOAD -> {
        pop();
        push(values.fresh());
      }
      case STORE -> take(2);
      case GLOBAL -> move(opcode == Opcode.GLOBAL_SET ? 1 : 0, opcode == Opcode.GLOBAL_GET ? 1 : 0);
      case PARAMETRIC -> move(opcode == Opcode.DROP ? 1 : 3, opcode == Opcode.DROP ? 0 : 1);
      case REFERENCE -> move(opcode == Opcode.REF_IS_NULL ? 1 : 0, 1);
      case MEMORY, TABLE -> move(RareShape.operands(opcode), RareShape.hasResult(opcode) ? 1 : 0);
      case CALLS -> call(opcode);
      case VECTOR -> forget();
    }
  }

  private int constant(Opcode opcode) {
    return opcode == Opcode.I64_CONST ? values.constant(code.immediates[at]) : values.fresh();
  }

  private void call(Opcode opcode) {
    boolean direct = opcode == Opcode.CALL || opcode == Opcode.RETURN_CALL;
    List<FunctionType> types = direct ? module.functions() : module.types();
    FunctionType type = types.get(code.indices[at]);
    if (opcode == Opcode.RETURN_CALL || opcode == Opcode.RETURN_CALL_INDIRECT) {
      forget();
    } else {
      move(type.parameters().size() + (direct ? 0 : 1), type.results().size());
    }
  }

  private void move(int pops, int pushes) {
    take(pops);
    for (int i = 0; i < pushes; i++) {
      int value = values.fresh();
      if (pushes == 1) {
        push(value);
      } else {
        stack.add(new Operand(value, OUTSIDE, null, null));
      }
    }
  }

  private void take(int count) {
    for (int i = 0; i < count; i++) {
      pop();
    }
  }

  private Operand pop() {
    Operand operand =
        stack.isEmpty() ? new Operand(values.fresh(), OUTSIDE, null, null) : stack.removeLast();
    operands.getLast().add(operand.at);
    return operand;
  }

  private void push(int value) {
    push(value, null, null);
  }

  private void push(int value, @Nullable Operand left, @Nullable Operand right) {
    producers.putIfAbsent(value, at);
    stack.add(new Operand(value, at, left, right));
  }

  private void local(Opcode opcode) {
    int local = code.indices[at];
    if (opcode == Opcode.LOCAL_GET) {
      push(locals.computeIfAbsent(local, each -> values.fresh()));
      return;
    }
    int value = pop().value;
    locals.put(local, value);
    if (opcode == Opcode.LOCAL_TEE) {
      push(value);
    }
  }

  private void numeric(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException("no signature: " + opcode);
    }
    if (signature.pops().size() == 1) {
      push(values.of(opcode, List.of(pop().value)));
      return;
    }
    Operand right = pop();
    Operand left = pop();
    int value = values.of(opcode, List.of(left.value, right.value));
    boolean isSum = opcode == Opcode.I64_ADD;
    push(value, isSum ? left : null, isSum ? right : null);
    if (isSum) {
      findHigh(stack.getLast());
      findLow(value, values.terms(value));
    } else if (opcode == Opcode.I64_OR) {
      findLow(value, values.operands(value, opcode));
    }
  }

  // Matching.

  /** The two values whose halves a value is the product of. */
  private record Factors(int left, int right) {}

  private static final Factors NO_FACTORS = new Factors(Values.NONE, Values.NONE);

  private Factors factors(int product, IntUnaryOperator wholeOf) {
    List<Integer> halves = values.operands(product, Opcode.I64_MUL);
    return halves.isEmpty()
        ? NO_FACTORS
        : new Factors(wholeOf.applyAsInt(halves.get(0)), wholeOf.applyAsInt(halves.get(1)));
  }

  private boolean isWorthTrying(Factors factors) {
    return factors.left != Values.NONE && factors.right != Values.NONE && attempts-- > 0;
  }

  private void findHigh(Operand sum) {
    for (int term : values.terms(sum.value)) {
      Factors factors = factors(term, values::upperHalfOf);
      if (isWorthTrying(factors)) {
        for (List<Integer> form : new Parts(factors).high()) {
          if (!form.contains(Values.NONE) && replaceTerms(sum, form, factors)) {
            return;
          }
        }
      }
    }
  }

  /** Replaces the operands of a sum that add up to the terms of a high half. */
  private boolean replaceTerms(Operand sum, List<Integer> form, Factors factors) {
    List<Integer> missing = new ArrayList<>(form);
    List<Operand> chosen = new ArrayList<>();
    List<Integer> additions = new ArrayList<>();
    choose(sum, missing, chosen, additions);
    additions.remove(Integer.valueOf(sum.at));
    if (!missing.isEmpty() || additions.stream().anyMatch(keeps::containsKey) || !keep(factors)) {
      return false;
    }
    chosen.forEach(each -> substitutes.put(each.at, substitute(Half.NOTHING, factors)));
    substitutes.put(chosen.getLast().at, substitute(Half.HIGH, factors));
    changed.addAll(additions);
    isFound = true;
    return true;
  }

  /** Goes through the additions of a sum for operands all of whose terms are asked for. */
  private void choose(
      Operand operand, List<Integer> missing, List<Operand> chosen, List<Integer> additions) {
    List<Integer> rest = new ArrayList<>(missing);
    boolean isWanted = operand.at >= 0 && !substitutes.containsKey(operand.at);
    for (int term : values.terms(operand.value)) {
      isWanted &= rest.remove(Integer.valueOf(term));
    }
    Operand left = operand.left;
    Operand right = operand.right;
    if (isWanted) {
      missing.clear();
      missing.addAll(rest);
      chosen.add(operand);
    } else if (left != null && right != null && additions.size() < MOST_ADDITIONS) {
      additions.add(operand.at);
      choose(left, missing, chosen, additions);
      choose(right, missing, chosen, additions);
    }
  }

  private void findLow(int value, List<Integer> terms) {
    for (int term : terms) {
      int lowest = values.lowerHalfOf(term);
      Factors factors = factors(lowest == Values.NONE ? term : lowest, values::lowerHalfOf);
      if (isWorthTrying(factors) && new Parts(factors).low().contains(value)) {
        if (keep(factors)) {
          substitutes.put(at, substitute(Half.LOW, factors));
          isFound = true;
        }
        return;
      }
    }
  }

  private Substitute substitute(Half half, Factors factors) {
    int left = Objects.requireNonNull(producers.get(factors.left));
    int right = Objects.requireNonNull(producers.get(factors.right));
    return new Substitute(half, left, right);
  }

  private boolean keep(Factors factors) {
    return keep(factors.left) && keep(factors.right);
  }

  /** Keeps a factor from where it is first seen; false when there is no room or it changes. */
  private boolean keep(int value) {
    Integer producer = producers.get(value);
    if (producer == null
        || changed.contains(producer)
        || code.opcodes[producer] == Opcode.I64_CONST) {
      return false;
    }
    if (!keeps.containsKey(producer)) {
      if (kept == MOST_KEPT) {
        return false;
      }
      keeps.put(producer, kept++);
      places = Math.max(places, kept);
    }
    return true;
  }

  /** What a product is put together from, as far as it has been computed. */
  private final class Parts {
    private final int p00;
    private final int p01;
    private final int p10;
    private final int p11;

    Parts(Factors factors) {
      int a0 = values.knownLow(factors.left);
      int a1 = values.knownHigh(factors.left);
      int b0 = values.knownLow(factors.right);
      int b1 = values.knownHigh(factors.right);
      p00 = values.knownProduct(a0, b0);
      p01 = values.knownProduct(a0, b1);
      p10 = values.knownProduct(a1, b0);
      p11 = values.knownProduct(a1, b1);
    }

    private int first(int middle) {
      return values.knownSum(values.knownHigh(p00), middle);
    }

    private int second(int first, int middle) {
      return values.knownSum(values.knownLow(first), middle);
    }

    private int together() {
      return values.knownSum(values.knownHigh(p00), values.knownLow(p01), values.knownLow(p10));
    }

    private List<Integer> inSteps(int one, int other) {
      int first = first(one);
      int second = second(first, other);
      return List.of(p11, values.knownHigh(first), values.knownHigh(second));
    }

    private List<Integer> compared(int one) {
      int middle = values.knownSum(p01, p10);
      int carry = values.knownRaised(values.knownBelow(middle, one));
      int low = values.knownSum(p00, values.knownRaised(middle));
      return List.of(
          p11, values.knownUnion(carry, values.knownHigh(middle)), values.knownBelow(low, p00));
    }

    private List<Integer> atOnce() {
      return List.of(
          p11, values.knownHigh(p01), values.knownHigh(p10), values.knownHigh(together()));
    }

    /** The terms of the high half, in each form. */
    List<List<Integer>> high() {
      return List.of(inSteps(p10, p01), inSteps(p01, p10), compared(p01), compared(p10), atOnce());
    }

    /** The low half, in each form. */
    List<Integer> low() {
      List<Integer> forms = new ArrayList<>();
      int lowest = values.knownLow(p00);
      int[] middles = {second(first(p10), p01), second(first(p01), p10), together()};
      for (int middle : middles) {
        int raised = values.knownRaised(middle);
        forms.add(values.knownUnion(raised, lowest));
        forms.add(values.knownSum(raised, lowest));
      }
      forms.add(values.knownSum(p00, values.knownRaised(values.knownSum(p01, p10))));
      return forms;
    }
  }
}
