package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.jit.WideProducts.Product;
import dev.assay.vm.jit.WideProducts.Term;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.ResourceLimits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which programs multiply to 128 bits, and what only looks like them. */
class WideProductsTest {
  private static final long INK = 100_000;
  private static final int PARAMETERS = 4;
  private static final int LOCALS = 12;

  /**
   * {@code __multi3} as compiled from Rust: locals 0 to 3 are the factors, 10 and 11 the result.
   */
  private static final String COMPARED =
      """
      get 2; const 4294967295; and; tee 4; get 0; const 4294967295; and; tee 5; mul; tee 6;
      get 5; get 2; const 32; shr_u; tee 5; mul; tee 7; get 4; get 0; const 32; shr_u; tee 8;
      mul; add; tee 4; const 32; shl; add; tee 9; set 10; get 9; get 6; lt_u; extend;
      get 0; get 3; mul; get 1; get 2; mul; add; get 5; get 8; mul; add; get 4; get 7; lt_u;
      extend; const 32; shl; get 4; const 32; shr_u; or; add; add; set 11
      """;

  /** The same of C. */
  private static final String STEPS =
      """
      get 2; const 32; shr_u; tee 4; get 0; const 32; shr_u; tee 5; mul; get 2; get 1; mul; add;
      get 3; get 0; mul; add; get 2; const 4294967295; and; tee 2; get 0; const 4294967295; and;
      tee 0; mul; tee 3; const 32; shr_u; get 2; get 5; mul; add; tee 2; const 32; shr_u; add;
      get 2; const 4294967295; and; get 4; get 0; mul; add; tee 2; const 32; shr_u; add; set 11;
      get 2; const 32; shl; get 3; const 4294967295; and; or; set 10
      """;

  /** As a program does it in line: the middle in one sum. */
  private static final String TOGETHER =
      """
      get 0; const 4294967295; and; set 4; get 0; const 32; shr_u; set 5;
      get 2; const 4294967295; and; set 6; get 2; const 32; shr_u; set 7;
      get 4; get 6; mul; set 8; get 4; get 7; mul; set 9; get 5; get 6; mul; set 10;
      get 8; const 32; shr_u; get 9; const 4294967295; and; add; get 10; const 4294967295; and;
      add; set 4; get 5; get 7; mul; get 9; const 32; shr_u; add; get 10; const 32; shr_u; add;
      get 4; const 32; shr_u; add; get 0; get 3; mul; add; get 1; get 2; mul; add; set 11;
      get 4; const 32; shl; get 8; const 4294967295; and; add; set 10
      """;

  private static final List<String> FORMS = List.of(COMPARED, STEPS, TOGETHER);

  private static final Map<String, Opcode> NAMES = names();

  private static Map<String, Opcode> names() {
    Map<String, Opcode> names = new LinkedHashMap<>();
    names.put("get", Opcode.LOCAL_GET);
    names.put("set", Opcode.LOCAL_SET);
    names.put("tee", Opcode.LOCAL_TEE);
    names.put("extend", Opcode.I64_EXTEND_I32_U);
    for (Opcode opcode : Opcode.values()) {
      if (opcode.mnemonic().startsWith("i64.")) {
        names.put(opcode.mnemonic().substring(4), opcode);
      }
    }
    return names;
  }

  /** An instruction and its immediate. */
  private record Word(Opcode opcode, long immediate) {
    static List<Word> all(String text) {
      List<Word> all = new ArrayList<>();
      for (String each : text.strip().split(";\\s*", -1)) {
        String[] parts = each.split(" ", -1);
        Opcode opcode = Objects.requireNonNull(NAMES.get(parts[0]));
        all.add(new Word(opcode, parts.length > 1 ? Long.parseLong(parts[1]) : 0));
      }
      return all;
    }

    boolean hasImmediate() {
      return opcode.immediates() != Immediates.NONE;
    }
  }

  /** f(a, a', b, b') runs the code and returns local 11; g local 10; h a mixture of all locals. */
  private static byte[] module(List<Word> words) {
    ModuleBuilder module = new ModuleBuilder();
    for (int i = 0; i < 3; i++) {
      int which = i;
      module.exportedFunction(
          "fgh".substring(i, i + 1),
          "i64 i64 i64 i64 -> i64",
          code -> {
            code.locals(NumberType.I64, LOCALS - PARAMETERS);
            for (Word word : words) {
              if (word.hasImmediate()) {
                code.op(word.opcode, word.immediate);
              } else {
                code.op(word.opcode);
              }
            }
            code.get(11 - which % 2);
            for (int local = 0; which == 2 && local < LOCALS; local++) {
              code.i64(31).op(Opcode.I64_MUL).get(local).op(Opcode.I64_XOR);
            }
          });
    }
    return module.build();
  }

  private static CodeUnit load(byte[] module, Tier tier) {
    return new Engine(EngineConfig.DEFAULT.with(tier)).load(module);
  }

  private static Instance instance(CodeUnit unit, GasTank tank) {
    return new Engine(EngineConfig.DEFAULT)
        .instantiate(unit, Imports.NONE, ResourceLimits.DEFAULT, tank, null)
        .orThrow();
  }

  private static List<Product> allProducts(byte[] module, int function) {
    CodeUnit unit = load(module, Tier.INTERPRETER);
    FunctionCode code = FunctionCode.of(unit, unit.module().bodies().get(function));
    List<Product> products = new ArrayList<>();
    for (List<Term> sum : ProductFinder.of(unit.module(), code, List.of()).sums().values()) {
      for (Term term : sum) {
        if (term instanceof Product product) {
          products.add(product);
        }
      }
    }
    return products;
  }

  private static boolean findsHalf(byte[] module, int function, boolean isHigh) {
    return allProducts(module, function).stream().anyMatch(each -> each.isHigh() == isHigh);
  }

  private static long factor(Random random) {
    long[] edges = {0, 1, -1, 0xFFFF_FFFFL, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE, -1L << 32};
    return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : random.nextLong();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void eachFormIsFoundAndIsTheProduct(int form) {
    byte[] module = module(Word.all(FORMS.get(form)));
    assertTrue(findsHalf(module, 0, true));
    assertTrue(findsHalf(module, 1, false));
    GasTank tank = GasTank.of(Long.MAX_VALUE);
    Instance instance = instance(load(module, Tier.COMPILER), tank);
    Random random = new Random(form);
    BigInteger modulus = BigInteger.ONE.shiftLeft(128);
    for (int i = 0; i < 5_000; i++) {
      long[] a = {factor(random), factor(random)};
      long[] b = {factor(random), factor(random)};
      long high = instance.invoke("f", a[0], a[1], b[0], b[1])[0];
      long low = instance.invoke("g", a[0], a[1], b[0], b[1])[0];
      BigInteger expected = unsigned(a[1], a[0]).multiply(unsigned(b[1], b[0])).mod(modulus);
      assertEquals(expected, unsigned(high, low), Arrays.toString(a) + Arrays.toString(b));
    }
  }

  private static BigInteger unsigned(long high, long low) {
    return unsigned(high).shiftLeft(64).or(unsigned(low));
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  /** Products whose terms are added up in one sum, in any order, each with what others leave. */
  @Test
  void eachProductOfASumIsFound() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      List<String> terms = new ArrayList<>();
      terms.addAll(highTerms(0, 2));
      terms.addAll(highTerms(1, 3));
      terms.add(random.nextBoolean() ? "get 1" : "const 77");
      terms.add("get 0; const 32; shr_u; get 2; const 32; shr_u; mul");
      Collections.shuffle(terms, random);
      byte[] module = module(Word.all(sum(terms, random) + "; set 11; const 3; set 10"));
      assertEquals(2, products(module), "of " + terms);
      GasTank tank = GasTank.of(Long.MAX_VALUE);
      Instance instance = instance(load(module, Tier.COMPILER), tank);
      long[] in = {factor(random), factor(random), factor(random), factor(random)};
      long other = terms.contains("get 1") ? in[1] : 77;
      long expected = other + (in[0] >>> 32) * (in[2] >>> 32);
      expected += Math.unsignedMultiplyHigh(in[0], in[2]);
      expected += Math.unsignedMultiplyHigh(in[1], in[3]);
      assertEquals(expected, instance.invoke("f", in)[0], terms.toString());
    }
  }

  /** The terms of the high half of the product of two locals, without any locals in between. */
  private static List<String> highTerms(int a, int b) {
    String a0 = "get " + a + "; const 4294967295; and; ";
    String a1 = "get " + a + "; const 32; shr_u; ";
    String b0 = "get " + b + "; const 4294967295; and; ";
    String b1 = "get " + b + "; const 32; shr_u; ";
    String first = a0 + b0 + "mul; const 32; shr_u; " + a1 + b0 + "mul; add; ";
    String second = first + "const 4294967295; and; " + a0 + b1 + "mul; add; ";
    return List.of(a1 + b1 + "mul", first + "const 32; shr_u", second + "const 32; shr_u");
  }

  private static String sum(List<String> terms, Random random) {
    List<String> left = new ArrayList<>(terms);
    while (left.size() > 1) {
      int at = random.nextInt(left.size() - 1);
      left.set(at, left.get(at) + "; " + left.remove(at + 1) + "; add");
    }
    return left.getFirst();
  }

  /** How many different high halves the first function is found to compute. */
  private static int products(byte[] module) {
    Set<Product> products = new LinkedHashSet<>();
    for (Product product : allProducts(module, 0)) {
      if (product.isHigh()) {
        products.add(product);
      }
    }
    return products.size();
  }

  /** What a wrong mask, shift, order or local makes of a form is computed as it stands. */
  @Test
  void whatOnlyLooksLikeAProductStaysWhatItIs() {
    Random random = new Random(41);
    int compared = 0;
    int found = 0;
    for (int i = 0; i < 3_000; i++) {
      List<Word> words = new ArrayList<>(Word.all(FORMS.get(random.nextInt(FORMS.size()))));
      if (random.nextInt(4) == 0) {
        words.addAll(Word.all(FORMS.get(random.nextInt(FORMS.size()))));
      }
      int changes = random.nextInt(4);
      for (int j = 0; j < changes; j++) {
        change(words, random);
      }
      byte[] module = module(words);
      try {
        compare(module, random);
        compared++;
        found += findsHalf(module, 0, true) ? 1 : 0;
      } catch (ModuleError invalid) {
        assertTrue(changes > 0);
      }
    }
    assertTrue(compared > 2_000, "compared " + compared);
    assertTrue(found > 500 && found < compared, "found " + found + " of " + compared);
  }

  private static void change(List<Word> words, Random random) {
    int at = random.nextInt(words.size());
    Word word = words.get(at);
    switch (word.opcode) {
      case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> {
        Opcode opcode =
            word.opcode == Opcode.LOCAL_TEE && random.nextInt(4) == 0 ? Opcode.NOP : word.opcode;
        words.set(at, new Word(opcode, opcode == Opcode.NOP ? 0 : random.nextInt(LOCALS)));
      }
      case I64_CONST -> words.set(at, new Word(word.opcode, word.immediate + random.nextInt(3)));
      default -> {
        Opcode[] others = {
          Opcode.I64_ADD, Opcode.I64_MUL, Opcode.I64_OR, Opcode.I64_AND, Opcode.I64_SUB,
          Opcode.I64_SHL, Opcode.I64_SHR_U, Opcode.I64_ROTL, Opcode.NOP, Opcode.I64_EXTEND32_S
        };
        words.set(at, new Word(others[random.nextInt(others.length)], 0));
      }
    }
    if (random.nextInt(4) == 0) {
      List<Word> more = Word.all("get " + random.nextInt(LOCALS) + "; set 7");
      words.addAll(random.nextInt(words.size()), more);
    }
  }

  private static void compare(byte[] module, Random random) {
    CodeUnit unit = load(module, Tier.INTERPRETER);
    CodeUnit compiled = compiled(module, random.nextBoolean() ? Splitter.TARGET_BYTES : 40);
    for (String name : List.of("f", "g", "h")) {
      long[] arguments = random.longs(PARAMETERS).toArray();
      assertArrayEquals(result(unit, name, arguments), result(compiled, name, arguments), name);
    }
  }

  private static CodeUnit compiled(byte[] module, int partBytes) {
    CodeUnit unit = load(module, Tier.INTERPRETER);
    unit.compiled(Compiler.compile(unit, false, partBytes, Compiler.MOST_INSTRUCTIONS));
    return unit;
  }

  /** The result and the ink that is left. */
  private static long[] result(CodeUnit unit, String name, long[] arguments) {
    GasTank tank = GasTank.of(INK);
    long result = instance(unit, tank).invoke(name, arguments)[0];
    return new long[] {result, tank.remaining()};
  }
}
