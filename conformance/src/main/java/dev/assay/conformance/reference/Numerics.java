package dev.assay.conformance.reference;

import dev.assay.vm.exec.ConversionOps;
import dev.assay.vm.exec.FloatOps;
import dev.assay.vm.exec.IntegerOps;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.isa.Opcode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The scalar instructions by the name of their row: {@code i32.div_s} is the method {@code
 * i32DivS}. Finding them by name rather than through a switch means that a mistake in the real
 * engine's switch is not made here again.
 */
final class Numerics {
  private static final List<Class<?>> HOMES =
      List.of(IntegerOps.class, FloatOps.class, ConversionOps.class);

  private final Map<Opcode, Method> methods = new EnumMap<>(Opcode.class);

  Numerics() {
    for (Opcode row : Opcode.values()) {
      switch (row.category()) {
        case INTEGER, FLOAT, CONVERSION -> methods.put(row, method(row));
        case CONTROL, CALLS, PARAMETRIC, LOCAL, GLOBAL, TABLE, LOAD, STORE, MEMORY -> {}
        case CONSTANT, REFERENCE, VECTOR -> {}
      }
    }
  }

  private static Method method(Opcode row) {
    String name = methodName(row.mnemonic());
    for (Class<?> home : HOMES) {
      for (Method method : home.getMethods()) {
        if (method.getName().equals(name)) {
          return method;
        }
      }
    }
    throw new IllegalStateException("no method " + name);
  }

  private static String methodName(String mnemonic) {
    StringBuilder name = new StringBuilder();
    for (String word : mnemonic.split("[._]", -1)) {
      String first = word.substring(0, 1);
      name.append(name.isEmpty() ? first : first.toUpperCase(Locale.ROOT))
          .append(word.substring(1));
    }
    return name.toString();
  }

  /** The bits of the result, of operands given as their bits. */
  long apply(Opcode opcode, long... operands) {
    Method method = methods.get(opcode);
    if (method == null) {
      throw new IllegalStateException(opcode + " is not a scalar instruction");
    }
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = types[i] == int.class ? (Object) (int) operands[i] : (Object) operands[i];
    }
    try {
      return ((Number) method.invoke(null, arguments)).longValue();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Trap trap) {
        throw trap;
      }
      throw new IllegalStateException(opcode + " failed", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(opcode + " is out of reach", e);
    }
  }
}
