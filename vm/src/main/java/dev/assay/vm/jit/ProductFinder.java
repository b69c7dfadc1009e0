package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.jit.WideProducts.Constant;
import dev.assay.vm.jit.WideProducts.Kept;
import dev.assay.vm.jit.WideProducts.Product;
import dev.assay.vm.jit.WideProducts.Term;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link WideProducts} of a function: walks its straight-line code, which no control
 * enters or leaves but at its ends, and numbers the values. Where the terms of a sum make a half of
 * a wide product, the sum becomes that half and the other terms.
 */
final class ProductFinder {
  /** The values that are kept at once, so that a frame stays small. */
  static final int MOST_KEPT = 24;

  /** Fewer multiplications than these are no wide product. */
  private static final int LEAST_PRODUCTS = 4;

  /** The sums and products that are looked at, so that nobody can make this slow. */
  private static final int ATTEMPTS_PER_PRODUCT = 6;

  /** The additions of one sum that are looked at. */
  private static final int MOST_ADDITIONS = 16;

  /** Where an operand comes from that straight-line code finds on the stack. */
  private static final int OUTSIDE = -1;

  /** An operand: its value, and the operands of an addition. */
  private record Operand(int value, @Nullable Operand left, @Nullable Operand right) {}

  /** A half of the product of two values. */
  private record Half(boolean isHigh, int one, int other) {}

  private final WasmModule module;
  private final FunctionCode code;
  private final Map<Integer, List<Term>> sums = new LinkedHashMap<>();
  private final Map<Integer, Integer> keeps = new LinkedHashMap<>();
  private final Set<Integer> boundaries = new TreeSet<>();
  private int places;

  /** How often a product may still be looked for. */
  private int attempts;

  private int at;

  // Of the straight-line code at hand.
  private Values values = new Values();
  private final Map<Integer, Integer> locals = new LinkedHashMap<>();
  private final Map<Integer, Integer> producers = new LinkedHashMap<>();
  private final Map<Integer, Half> halves = new LinkedHashMap<>();
  private final List<Operand> stack = new ArrayList<>();
  private int kept;

  private ProductFinder(WasmModule module, FunctionCode code) {
    this.module = module;
    this.code = code;
  }

  /**
   * Finds the products of a function.
   *
   * @param parts the parts of it that become methods of their own
   */
  static WideProducts of(WasmModule module, FunctionCode code, List<Region> parts) {
    ProductFinder finder = new ProductFinder(module, code);
    for (Region part : parts) {
      finder.boundaries.add(part.from());
      finder.boundaries.add(part.to());
    }
    return finder.isWorthwhile() ? finder.walk() : WideProducts.NONE;
  }

  private boolean isWorthwhile() {
    int products = 0;
    for (Opcode opcode : code.opcodes) {
      products += opcode == Opcode.I64_MUL ? 1 : 0;
    }
    attempts = products * ATTEMPTS_PER_PRODUCT;
    return products >= LEAST_PRODUCTS;
  }

  private WideProducts walk() {
    for (at = 0; at < code.count(); at++) {
      if (boundaries.contains(at)) {
        forget();
      }
      step(code.opcodes[at]);
    }
    return new WideProducts(sums, keeps, places);
  }

  /** Control comes here from elsewhere, or may: nothing is known any more. */
  private void forget() {
    values = new Values();
    locals.clear();
    producers.clear();
    halves.clear();
    stack.clear();
    kept = 0;
  }

  private void step(Opcode opcode) {
    switch (opcode.category()) {
      case CONTROL -> {
        if (opcode != Opcode.NOP) {
          forget();
        }
      }
      case LOCAL -> local(opcode);
      case CONSTANT -> push(constant(opcode));
      case INTEGER, FLOAT, CONVERSION -> numeric(opcode);
      case LOAD -> move(1, 1);
      case STORE -> move(2, 0);
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
    for (int i = 0; i < pops; i++) {
      pop();
    }
    for (int i = 0; i < pushes; i++) {
      int value = values.fresh();
      producers.put(value, pushes == 1 ? at : OUTSIDE);
      stack.add(new Operand(value, null, null));
    }
  }

  private Operand pop() {
    return stack.isEmpty() ? new Operand(values.fresh(), null, null) : stack.removeLast();
  }

  private void push(int value) {
    push(new Operand(value, null, null));
  }

  private void push(Operand operand) {
    producers.putIfAbsent(operand.value, at);
    stack.add(operand);
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
    Signature signature = Objects.requireNonNull(opcode.signature());
    if (signature.pops().size() == 1) {
      push(values.of(opcode, List.of(pop().value)));
      return;
    }
    Operand right = pop();
    Operand left = pop();
    int value = values.of(opcode, List.of(left.value, right.value));
    if (values.terms(value).size() > 1) {
      Operand sum = new Operand(value, left, right);
      for (Operand found = find(sum); found != null; found = find(sum)) {
        sum = found;
      }
      push(sum);
    } else {
      push(value);
    }
  }

  // Matching.

  /** The same sum, with a half of a wide product in it, if there is one. */
  private @Nullable Operand find(Operand sum) {
    for (int term : values.terms(sum.value)) {
      Half half = halfWith(term);
      if (half != null && attempts > 0) {
        attempts--;
        for (List<Integer> form : new Parts(half).forms()) {
          Operand found = form.contains(Values.NONE) ? null : replace(sum, form, half);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  /** The half, high or low, that a term would be a part of. */
  private @Nullable Half halfWith(int term) {
    Half high = half(true, term, values::upperHalfOf);
    if (high != null) {
      return high;
    }
    int whole = values.lowerHalfOf(term);
    return half(false, whole == Values.NONE ? term : whole, values::lowerHalfOf);
  }

  private @Nullable Half half(boolean isHigh, int product, IntUnaryOperator wholeOf) {
    List<Integer> factors = values.factors(product);
    if (factors.isEmpty()) {
      return null;
    }
    int one = wholeOf.applyAsInt(factors.get(0));
    int other = wholeOf.applyAsInt(factors.get(1));
    return one == Values.NONE || other == Values.NONE ? null : new Half(isHigh, one, other);
  }

  /** Replaces the terms of a half, and notes what the sum is then. */
  private @Nullable Operand replace(Operand sum, List<Integer> form, Half half) {
    if (!values.terms(sum.value).containsAll(form)) {
      return null;
    }
    List<Integer> missing = new ArrayList<>(form);
    List<Operand> others = new ArrayList<>();
    split(sum, missing, others, MOST_ADDITIONS);
    if (!missing.isEmpty()) {
      return null;
    }
    int product = values.product(half.isHigh, half.one, half.other);
    halves.put(product, half);
    Operand result = new Operand(product, null, null);
    for (Operand other : others) {
      int value = values.sum(List.of(result.value, other.value));
      result = new Operand(value, result, other);
    }
    note(Stream.concat(Stream.of(product), others.stream().map(Operand::value)).toList());
    return result;
  }

  /**
   * Takes operands out of a sum all of whose terms are missing, and collects the others.
   *
   * @return how many more additions may be looked at
   */
  private int split(Operand operand, List<Integer> missing, List<Operand> others, int additions) {
    List<Integer> rest = new ArrayList<>(missing);
    boolean isMissing = true;
    for (int term : values.terms(operand.value)) {
      isMissing &= rest.remove(Integer.valueOf(term));
    }
    boolean isMixed = rest.size() < missing.size() || !producers.containsKey(operand.value);
    Operand left = operand.left;
    Operand right = operand.right;
    if (isMissing) {
      missing.clear();
      missing.addAll(rest);
    } else if (isMixed && left != null && right != null && additions > 0) {
      return split(right, missing, others, split(left, missing, others, additions - 1));
    } else {
      others.add(operand);
    }
    return additions;
  }

  /** Notes what takes the place of this instruction's value, if there is room for what it needs. */
  private void note(List<Integer> addends) {
    Set<Integer> needed = new LinkedHashSet<>();
    List<Term> terms = new ArrayList<>();
    for (int addend : addends) {
      terms.add(term(addend, needed));
    }
    needed.removeAll(keeps.keySet());
    if (needed.contains(OUTSIDE) || kept + needed.size() > MOST_KEPT) {
      return;
    }
    sums.put(at, terms);
    for (int instruction : needed) {
      keeps.put(instruction, kept++);
    }
    places = Math.max(places, kept);
  }

  private Term term(int value, Set<Integer> needed) {
    if (values.isConstant(value)) {
      return new Constant(values.bits(value));
    }
    Half half = halves.get(value);
    if (half == null) {
      return new Kept(producer(value, needed));
    }
    return new Product(half.isHigh, producer(half.one, needed), producer(half.other, needed));
  }

  /** The instruction that left a value which must be kept. */
  private int producer(int value, Set<Integer> needed) {
    int producer = values.isConstant(value) ? OUTSIDE : producers.getOrDefault(value, OUTSIDE);
    needed.add(producer);
    return producer;
  }

  /** What a product is put together from, as far as it has been computed. */
  private final class Parts {
    private final Half half;
    private final int p00;
    private final int p01;
    private final int p10;
    private final int p11;

    Parts(Half half) {
      int a0 = values.knownLow(half.one);
      int a1 = values.knownHigh(half.one);
      int b0 = values.knownLow(half.other);
      int b1 = values.knownHigh(half.other);
      this.half = half;
      p00 = values.knownProduct(a0, b0);
      p01 = values.knownProduct(a0, b1);
      p10 = values.knownProduct(a1, b0);
      p11 = values.knownProduct(a1, b1);
    }

    /** The terms of the half, in each form. */
    List<List<Integer>> forms() {
      return half.isHigh
          ? List.of(inSteps(p10, p01), inSteps(p01, p10), compared(p01), compared(p10), atOnce())
          : List.of(
              low(values.knownLow(p00), second(first(p10), p01)),
              low(values.knownLow(p00), second(first(p01), p10)),
              low(values.knownLow(p00), together()),
              low(p00, values.knownSum(p01, p10)));
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

    private List<Integer> low(int lowest, int middle) {
      return List.of(lowest, values.knownRaised(middle));
    }

    private List<Integer> inSteps(int one, int other) {
      int first = first(one);
      int second = second(first, other);
      return List.of(p11, values.knownHigh(first), values.knownHigh(second));
    }

    private List<Integer> compared(int one) {
      int middle = values.knownSum(p01, p10);
      int carry = values.knownRaised(values.knownBelow(middle, one));
      int low = values.knownProduct(half.one, half.other);
      return List.of(p11, carry, values.knownHigh(middle), values.knownBelow(low, p00));
    }

    private List<Integer> atOnce() {
      return List.of(
          p11, values.knownHigh(p01), values.knownHigh(p10), values.knownHigh(together()));
    }
  }
}
