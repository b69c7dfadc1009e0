package dev.assay.vm.runtime;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.ElementSegment.Expressions;
import dev.assay.vm.module.ElementSegment.Functions;
import java.util.Arrays;

/** Values of initializers. They are short and validated, so they are computed as they stand. */
final class ConstantValues {
  private final Instance instance;
  private long[] operands = new long[4];
  private int height;
  private long high;

  private ConstantValues(Instance instance) {
    this.instance = instance;
  }

  /** The value in one slot; the low half of a v128. */
  static long of(Instance instance, ConstantExpression expression) {
    return new ConstantValues(instance).evaluate(expression);
  }

  /** The value of a global's initializer. */
  static void into(Global global, Instance instance, ConstantExpression expression) {
    ConstantValues values = new ConstantValues(instance);
    long low = values.evaluate(expression);
    global.bits(low, values.high);
  }

  /** The handles of an element segment. */
  static long[] elements(Instance instance, int segment) {
    ElementSegment elements = instance.module().elements().get(segment);
    long[] handles = new long[elements.count()];
    for (int i = 0; i < handles.length; i++) {
      handles[i] =
          switch (elements.items()) {
            case Functions functions -> instance.handle(functions.function(i));
            case Expressions expressions -> of(instance, expressions.items().get(i));
          };
    }
    return handles;
  }

  private long evaluate(ConstantExpression expression) {
    InstructionReader code = InstructionReader.of(instance.module(), expression);
    while (code.next()) {
      step(code);
    }
    return operands[0];
  }

  private void step(InstructionReader code) {
    switch (code.opcode()) {
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> push(code.constant());
      case V128_CONST -> {
        push(code.constant());
        high = code.constantHigh();
      }
      case REF_NULL -> push(0);
      case REF_FUNC -> push(instance.handle(code.index()));
      case GLOBAL_GET -> {
        Global global = instance.global(code.index());
        push(global.bits());
        high = global.high();
      }
      case I32_ADD -> push((int) pop() + (int) pop());
      case I32_SUB -> push(-(int) pop() + (int) pop());
      case I32_MUL -> {
        int product = (int) pop() * (int) pop();
        push(product);
      }
      case I64_ADD -> push(pop() + pop());
      case I64_SUB -> push(-pop() + pop());
      case I64_MUL -> push(pop() * pop());
      case END -> {}
      default -> throw new IllegalStateException("not constant: " + code.opcode());
    }
  }

  private void push(long value) {
    if (height == operands.length) {
      operands = Arrays.copyOf(operands, 2 * height);
    }
    operands[height++] = value;
  }

  private long pop() {
    return operands[--height];
  }
}
