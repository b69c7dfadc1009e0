package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every numeric row of the opcode table has its method, under its name and of its type. */
class NumericTableTest {
  @Test
  void everyScalarRowHasAMethodOfItsSignature() {
    List<String> missing = new ArrayList<>();
    for (Opcode row : Opcode.values()) {
      if (isScalar(row.category()) && !declared().contains(expected(row))) {
        missing.add(expected(row));
      }
    }
    assertEquals(List.of(), missing);
  }

  private static boolean isScalar(Category category) {
    return category == Category.INTEGER
        || category == Category.FLOAT
        || category == Category.CONVERSION;
  }

  private static String expected(Opcode row) {
    var signature = row.signature();
    if (signature == null) {
      throw new AssertionError(row + " has no fixed type");
    }
    NumberType result = signature.pushes().getFirst();
    return java(result)
        + " "
        + methodName(row)
        + signature.pops().stream()
            .map(NumericTableTest::java)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static Set<String> declared() {
    return Stream.of(IntegerOps.class, FloatOps.class, ConversionOps.class)
        .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(NumericTableTest::describe)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String describe(Method method) {
    return method.getReturnType().getName()
        + " "
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  /** How a value travels: floats as their raw bits. */
  private static String java(NumberType type) {
    return switch (type) {
      case I32, F32 -> "int";
      case I64, F64 -> "long";
      case V128 -> throw new AssertionError("not a scalar");
    };
  }

  @Test
  void everyVectorRowHasAMethodOnTheRegisterFile() {
    TreeSet<String> declared =
        Arrays.stream(SimdOps.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> missing =
        Stream.of(Opcode.values())
            .filter(row -> row.category() == Category.VECTOR)
            .map(NumericTableTest::methodName)
            .filter(name -> !declared.contains(name))
            .toList();
    assertEquals(List.of(), missing);
  }

  private static String methodName(Opcode row) {
    String[] words = row.mnemonic().split("[._]");
    StringBuilder name = new StringBuilder(words[0]);
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }
}
