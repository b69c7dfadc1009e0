package dev.assay.host.inspect;

import java.util.List;

/** The result of looking at a module. */
public sealed interface Inspection {
  /**
   * The engine cannot run it under any settings.
   *
   * @param reason problem, detail and place
   */
  record Refused(String reason) implements Inspection {}

  /**
   * A valid module.
   *
   * @param bytes its size
   * @param features what it uses of the standard beyond the first version
   * @param limits every limit of the engine
   * @param sections in the order of the module
   * @param functions those it defines
   * @param activations the answer of every gas schedule
   */
  record Report(
      int bytes,
      List<Item> imports,
      List<Item> exports,
      List<String> features,
      List<LimitUse> limits,
      List<SectionSize> sections,
      List<FunctionSize> functions,
      List<Answer> activations)
      implements Inspection {
    public Report {
      imports = List.copyOf(imports);
      exports = List.copyOf(exports);
      features = List.copyOf(features);
      limits = List.copyOf(limits);
      sections = List.copyOf(sections);
      functions = List.copyOf(functions);
      activations = List.copyOf(activations);
    }
  }

  /**
   * An import or export.
   *
   * @param name for an import with the module before a dot
   * @param kind function, table, memory or global
   */
  record Item(String name, String kind, String type) {}

  /**
   * How much of a limit is used.
   *
   * @param used what the module has of it
   * @param contract the most that a contract may have
   */
  record LimitUse(String limit, long used, long contract) {
    /** Whether a contract may not have so much. */
    public boolean isExceeded() {
      return used > contract;
    }
  }

  /**
   * A section's place and size.
   *
   * @param name what it is, a custom section by its own name
   * @param offset where its content starts
   * @param bytes the content's size
   */
  record SectionSize(String name, int offset, int bytes) {}

  /**
   * A function's size.
   *
   * @param index imports counted
   * @param bytes of its body
   * @param locals declared variables without parameters
   * @param operandSlots the most operands at once, in 64-bit slots
   */
  record FunctionSize(
      int index,
      String name,
      String type,
      int bytes,
      int instructions,
      int locals,
      int operandSlots) {}

  /**
   * What activation says under one schedule.
   *
   * @param refusal why not, or nothing when it is accepted
   * @param gas what activation costs, also when it ends in a refusal
   * @param reentrancy the policy on calls back into it; nothing when it is refused
   */
  record Answer(String schedule, String refusal, long gas, String reentrancy) {
    /** Whether the module can be a contract. */
    public boolean isAccepted() {
      return refusal.isEmpty();
    }
  }
}
