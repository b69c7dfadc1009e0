package dev.assay.conformance.reference;

import dev.assay.vm.Limits;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.validate.ModuleValidator;
import dev.assay.vm.validate.ValidModule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A module, and what to do with it.
 *
 * @param valid the module
 * @param calls functions to call in order
 */
public record Scenario(ValidModule valid, List<Call> calls) {
  public Scenario {
    calls = List.copyOf(calls);
  }

  /**
   * A call.
   *
   * @param function index with imports counted
   * @param arguments one word of bits per argument, two for a v128; references are null
   */
  public record Call(int function, List<Long> arguments) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Decodes and validates a module with everything the engine implements.
   *
   * @throws dev.assay.vm.module.ModuleError when it is not a valid module
   */
  public static ValidModule load(byte[] bytes) {
    return ModuleValidator.validate(
        ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE));
  }

  /** The arguments of a call as tagged values. */
  static List<Value> values(FunctionType type, List<Long> arguments) {
    Iterator<Long> words = arguments.iterator();
    List<Value> values = new ArrayList<>();
    for (ValueType parameter : type.parameters()) {
      values.add(
          switch (parameter) {
            case NumberType.V128 -> Value.v128(words.next(), words.next());
            case NumberType number -> Value.of(number, words.next());
            case ReferenceType reference -> Value.reference(reference, words.next().intValue());
          });
    }
    return values;
  }
}
