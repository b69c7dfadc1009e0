package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.InstructionSubject.Code;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.Ink;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A subject for every instruction of the contract profile, several where the cost depends on
 * operands or circumstances. {@link #LEFT_OUT} names those that cannot be timed by themselves.
 */
final class Instructions {
  /** What has no subject, and why. */
  static final Map<Opcode, String> LEFT_OUT =
      Map.of(
          Opcode.UNREACHABLE,
          "ends its frame, whose start has been paid (START_BASE, or a transaction)");

  private static final int UNROLLED = 64;
  private static final int[] BYTES = {0, 64, 1_024, 16_384, 65_536};
  private static final int[] ELEMENTS = {0, 16, 256, 2_048};

  /** As large as a contract may declare it. */
  private static final int TABLE = 4_096;

  /** As many pages as a contract may have. */
  private static final int MOST_PAGES = 128;

  // Variables of the measured function: the rounds left, then operands, results and others.
  private static final int ROUNDS = 0;
  private static final int ADDRESS = 1;
  private static final int ZERO = 2;
  private static final int LENGTH = 3;
  private static final int FIRST_OPERAND = 4;
  private static final int REFERENCE = 16;

  private static final List<NumberType> TYPES =
      List.of(NumberType.I32, NumberType.I64, NumberType.F32, NumberType.F64);

  private final List<InstructionSubject> subjects = new ArrayList<>();

  private Instructions() {}

  /** All subjects. */
  static List<InstructionSubject> all() {
    Instructions list = new Instructions();
    list.ofFixedType();
    list.variables();
    list.control();
    list.calls();
    list.references();
    list.memories();
    list.tables();
    return List.copyOf(list.subjects);
  }

  // Modules.

  private static int operand(NumberType type, int which) {
    return FIRST_OPERAND + 3 * TYPES.indexOf(type) + which;
  }

  private static int result(NumberType type) {
    return operand(type, 2);
  }

  /** What a module holds beside the loop. */
  private record Setting(ModuleBuilder module, FunctionType type, int length) {
    static Setting plain() {
      return new Setting(new ModuleBuilder(), FunctionType.parse("->"), 0);
    }

    static Setting length(int length) {
      return new Setting(new ModuleBuilder(), FunctionType.parse("->"), length);
    }
  }

  private static Code loop(Setting setting, int steps, Consumer<CodeBuilder> step) {
    ModuleBuilder module = setting.module();
    module.memory(SizeRange.between(4, MOST_PAGES));
    module.table(new TableType(ReferenceType.FUNCREF, SizeRange.between(TABLE, 1 << 20)));
    module.global(new GlobalType(NumberType.I64, true), code -> code.i64(5));
    int run = module.function("i32 ->", code -> body(code, setting.length(), steps, step));
    module.export("run", ExternalKind.FUNCTION, run);
    module.elements(0, 0);
    module.elements(1, run);
    return new Code(module.build());
  }

  private static void body(CodeBuilder code, int length, int steps, Consumer<CodeBuilder> step) {
    code.locals(NumberType.I32, 3);
    TYPES.forEach(type -> code.locals(type, 3));
    code.locals(ReferenceType.FUNCREF, 1);
    code.i32(1_024).set(ADDRESS).i32(length).set(LENGTH);
    code.i32(0x7123_4567).set(operand(NumberType.I32, 0)).i32(1_237);
    code.set(operand(NumberType.I32, 1));
    code.i64(0x7123_4567_89AB_CDEFL).set(operand(NumberType.I64, 0)).i64(1_000_003);
    code.set(operand(NumberType.I64, 1));
    code.f32(12_345.678f).set(operand(NumberType.F32, 0)).f32(7.25f);
    code.set(operand(NumberType.F32, 1));
    code.f64(123_456.789).set(operand(NumberType.F64, 0)).f64(7.25);
    code.set(operand(NumberType.F64, 1));
    code.open(Opcode.BLOCK).get(ROUNDS).op(Opcode.I32_EQZ).op(Opcode.BR_IF, 0);
    code.open(Opcode.LOOP);
    for (int i = 0; i < steps; i++) {
      step.accept(code);
    }
    code.get(ROUNDS).i32(1).op(Opcode.I32_SUB).tee(ROUNDS).op(Opcode.BR_IF, 0).end().end();
  }

  // Lists.

  private void add(Opcode opcode, Consumer<CodeBuilder> step) {
    add(opcode, "", 0, Setting.plain(), step, schedule -> schedule.cost(opcode));
  }

  private void add(
      Opcode opcode,
      String variant,
      int units,
      Setting setting,
      Consumer<CodeBuilder> step,
      ToLongFunction<GasSchedule> price) {
    int steps = units > 1_000 ? 1 : UNROLLED;
    Code code = loop(setting, steps, step);
    subjects.add(new InstructionSubject(opcode, variant, units, code, steps, false, price));
  }

  /** A price that grows with a length. */
  private static ToLongFunction<GasSchedule> perUnit(Opcode opcode, int units) {
    return schedule ->
        Ink.plus(schedule.cost(opcode), Ink.times(units, schedule.costPerUnit(opcode)));
  }

  private void ofFixedType() {
    for (Opcode opcode : Opcode.values()) {
      Signature signature = opcode.signature();
      if (signature == null || !FeatureSet.CONTRACT.has(opcode.feature())) {
        continue;
      }
      switch (opcode.category()) {
        case LOAD ->
            add(
                opcode,
                code ->
                    code.get(ADDRESS)
                        .access(opcode, 16)
                        .set(result(signature.pushes().getFirst())));
        case STORE ->
            add(
                opcode,
                code ->
                    code.get(ADDRESS)
                        .get(operand(signature.pops().getFirst(), 0))
                        .access(opcode, 16));
        case CONSTANT ->
            add(opcode, code -> code.op(opcode, 77_777).set(result(signature.pushes().getFirst())));
        case INTEGER, FLOAT, CONVERSION -> add(opcode, code -> numeric(code, opcode, signature));
        default -> add(opcode, code -> code.op(opcode));
      }
    }
  }

  private static void numeric(CodeBuilder code, Opcode opcode, Signature signature) {
    int which = 0;
    for (NumberType type : signature.pops()) {
      code.get(operand(type, which++));
    }
    code.op(opcode).set(result(signature.pushes().getFirst()));
  }

  private void variables() {
    int from = operand(NumberType.I64, 0);
    int to = result(NumberType.I64);
    add(Opcode.LOCAL_GET, code -> code.get(from).op(Opcode.DROP));
    add(Opcode.DROP, code -> code.get(from).op(Opcode.DROP));
    add(Opcode.LOCAL_SET, code -> code.get(from).set(to));
    add(Opcode.LOCAL_TEE, code -> code.get(from).tee(to).op(Opcode.DROP));
    add(Opcode.GLOBAL_GET, code -> code.op(Opcode.GLOBAL_GET, 0).set(to));
    add(Opcode.GLOBAL_SET, code -> code.get(from).op(Opcode.GLOBAL_SET, 0));
    add(Opcode.SELECT, code -> choose(code).op(Opcode.SELECT).set(to));
    add(
        Opcode.SELECT_TYPED,
        code -> choose(code).op(Opcode.SELECT_TYPED, NumberType.I64.code()).set(to));
  }

  private static CodeBuilder choose(CodeBuilder code) {
    return code.get(operand(NumberType.I64, 0)).get(operand(NumberType.I64, 1)).get(ADDRESS);
  }

  private void control() {
    add(Opcode.BLOCK, code -> code.open(Opcode.BLOCK).end());
    add(Opcode.LOOP, code -> code.open(Opcode.LOOP).end());
    add(Opcode.END, code -> code.open(Opcode.BLOCK).end());
    add(Opcode.IF, code -> code.get(ADDRESS).open(Opcode.IF).end());
    add(Opcode.IF, "not taken", code -> code.get(ZERO).open(Opcode.IF).op(Opcode.NOP).end());
    add(
        Opcode.ELSE,
        code -> code.get(ADDRESS).open(Opcode.IF).op(Opcode.NOP).op(Opcode.ELSE).end());
    add(Opcode.BR, code -> code.open(Opcode.BLOCK).op(Opcode.BR, 0).end());
    add(
        Opcode.BR_IF,
        "taken",
        code -> code.open(Opcode.BLOCK).get(ADDRESS).op(Opcode.BR_IF, 0).end());
    add(
        Opcode.BR_IF,
        "not taken",
        code -> code.open(Opcode.BLOCK).get(ZERO).op(Opcode.BR_IF, 0).end());
    for (int labels : new int[] {0, 16, 256}) {
      add(
          Opcode.BR_TABLE,
          "",
          labels,
          Setting.plain(),
          code -> code.open(Opcode.BLOCK).get(ADDRESS).op(Opcode.BR_TABLE, zeros(labels)).end(),
          schedule -> schedule.cost(Opcode.BR_TABLE, labels));
    }
  }

  private void add(Opcode opcode, String variant, Consumer<CodeBuilder> step) {
    add(opcode, variant, 0, Setting.plain(), step, schedule -> schedule.cost(opcode));
  }

  private static long[] zeros(int labels) {
    return new long[labels + 1];
  }

  // Calls: function 0 is what is called, itself a caller for tail calls.

  private void calls() {
    call("empty", "->", code -> {});
    call("128 parameters", "i64 ".repeat(128) + "->", code -> {});
    call("348 variables", "->", code -> code.locals(NumberType.I64, 348));
    Setting returns = callee("->", code -> code.op(Opcode.RETURN));
    add(Opcode.RETURN, "with its call", 0, returns, code -> code.call(0), prices(Opcode.CALL));
    for (int parameters : new int[] {0, 8, 64, 128}) {
      String type = "i64 ".repeat(parameters) + "->";
      add(
          Opcode.CALL_INDIRECT,
          "",
          parameters,
          callee(type, code -> {}),
          code -> arguments(code, parameters).get(ZERO).op(Opcode.CALL_INDIRECT, 0, 0),
          schedule ->
              schedule.cost(Opcode.CALL_INDIRECT, parameters)
                  + parameters * schedule.cost(Opcode.LOCAL_GET));
    }
    tailCalls();
  }

  private static ToLongFunction<GasSchedule> prices(Opcode also) {
    return schedule -> schedule.cost(Opcode.RETURN) + schedule.cost(also);
  }

  private static CodeBuilder arguments(CodeBuilder code, int count) {
    for (int i = 0; i < count; i++) {
      code.get(operand(NumberType.I64, i % 2));
    }
    return code;
  }

  private void call(String variant, String type, Consumer<CodeBuilder> body) {
    int parameters = FunctionType.parse(type).parameters().size();
    add(
        Opcode.CALL,
        variant,
        0,
        callee(type, body),
        code -> arguments(code, parameters).call(0),
        schedule -> schedule.cost(Opcode.CALL) + parameters * schedule.cost(Opcode.LOCAL_GET));
  }

  private static Setting callee(String type, Consumer<CodeBuilder> body) {
    Setting setting = Setting.plain();
    setting.module().function(type, body);
    return setting;
  }

  /** A chain of tail calls, so that they and not the first call take the time. */
  private void tailCalls() {
    int chain = 32;
    for (Opcode opcode : List.of(Opcode.RETURN_CALL, Opcode.RETURN_CALL_INDIRECT)) {
      boolean direct = opcode == Opcode.RETURN_CALL;
      for (int variables : new int[] {0, 348}) {
        Setting setting = Setting.plain();
        ModuleBuilder module = setting.module();
        module.function("i32 ->", code -> link(code, direct, variables));
        Code code = loop(setting, UNROLLED / chain, step -> step.i32(chain).call(0));
        subjects.add(
            new InstructionSubject(
                opcode,
                variables == 0 ? "with its count" : variables + " variables",
                0,
                code,
                UNROLLED,
                false,
                schedule -> linkInk(schedule, opcode)));
      }
    }
  }

  /** Counts down and calls itself while it has not reached 0. */
  private static void link(CodeBuilder code, boolean direct, int variables) {
    code.locals(NumberType.I64, variables);
    code.get(0).op(Opcode.I32_EQZ).open(Opcode.IF).op(Opcode.RETURN).end();
    code.get(0).i32(1).op(Opcode.I32_SUB);
    if (direct) {
      code.op(Opcode.RETURN_CALL, 0);
    } else {
      code.i32(0).op(Opcode.RETURN_CALL_INDIRECT, 0, 0);
    }
  }

  private static long linkInk(GasSchedule schedule, Opcode opcode) {
    long ink = schedule.cost(opcode, opcode == Opcode.RETURN_CALL ? 0 : 1);
    for (Opcode each :
        List.of(
            Opcode.LOCAL_GET,
            Opcode.I32_EQZ,
            Opcode.IF,
            Opcode.END,
            Opcode.LOCAL_GET,
            Opcode.I32_CONST,
            Opcode.I32_SUB)) {
      ink += schedule.cost(each);
    }
    return ink;
  }

  private void references() {
    add(Opcode.REF_NULL, code -> code.op(Opcode.REF_NULL, 0x70).set(REFERENCE));
    add(Opcode.REF_FUNC, code -> code.op(Opcode.REF_FUNC, 0).set(REFERENCE));
    add(
        Opcode.REF_IS_NULL,
        code -> code.get(REFERENCE).op(Opcode.REF_IS_NULL).set(result(NumberType.I32)));
  }

  private void memories() {
    int to = result(NumberType.I32);
    add(Opcode.MEMORY_SIZE, code -> code.op(Opcode.MEMORY_SIZE, 0).set(to));
    add(Opcode.MEMORY_GROW, "", code -> code.get(ZERO).op(Opcode.MEMORY_GROW, 0).set(to));
    for (int length : BYTES) {
      lengths(Opcode.MEMORY_FILL, Setting.length(length), code -> code.op(Opcode.MEMORY_FILL, 0));
      lengths(
          Opcode.MEMORY_COPY, Setting.length(length), code -> code.op(Opcode.MEMORY_COPY, 0, 0));
      Setting data = Setting.length(length);
      data.module().passiveData(new byte[length]);
      lengths(Opcode.MEMORY_INIT, data, code -> code.op(Opcode.MEMORY_INIT, 0, 0));
    }
    Setting data = Setting.plain();
    data.module().passiveData(new byte[1]);
    add(
        Opcode.DATA_DROP,
        "",
        0,
        data,
        code -> code.op(Opcode.DATA_DROP, 0),
        schedule -> schedule.cost(Opcode.DATA_DROP));
    growth(
        Opcode.MEMORY_GROW,
        new int[] {1, 16, 64},
        code -> code.op(Opcode.MEMORY_GROW, 0),
        pages -> schedule -> Ink.times(pages, Ink.ofGas(schedule.memory().pageGas())));
  }

  /** Destination, source or value (0), length, then the instruction. */
  private void lengths(Opcode opcode, Setting setting, Consumer<CodeBuilder> instruction) {
    int length = setting.length();
    add(
        opcode,
        "",
        length,
        setting,
        code -> instruction.accept(code.get(ADDRESS).get(ZERO).get(LENGTH)),
        perUnit(opcode, length));
  }

  private void tables() {
    int to = result(NumberType.I32);
    add(Opcode.TABLE_GET, code -> code.get(ADDRESS).op(Opcode.TABLE_GET, 0).set(REFERENCE));
    add(Opcode.TABLE_SET, code -> code.get(ADDRESS).get(REFERENCE).op(Opcode.TABLE_SET, 0));
    add(Opcode.TABLE_SIZE, code -> code.op(Opcode.TABLE_SIZE, 0).set(to));
    add(
        Opcode.TABLE_GROW,
        "",
        code -> code.get(REFERENCE).get(ZERO).op(Opcode.TABLE_GROW, 0).set(to));
    for (int length : ELEMENTS) {
      lengths(Opcode.TABLE_COPY, Setting.length(length), code -> code.op(Opcode.TABLE_COPY, 0, 0));
      Setting elements = Setting.length(length);
      elements.module().passiveElements(new int[length]);
      lengths(Opcode.TABLE_INIT, elements, code -> code.op(Opcode.TABLE_INIT, 0, 0));
      add(
          Opcode.TABLE_FILL,
          "",
          length,
          Setting.length(length),
          code -> code.get(ADDRESS).get(REFERENCE).get(LENGTH).op(Opcode.TABLE_FILL, 0),
          perUnit(Opcode.TABLE_FILL, length));
    }
    Setting elements = Setting.plain();
    elements.module().passiveElements(0);
    add(
        Opcode.ELEM_DROP,
        "",
        0,
        elements,
        code -> code.op(Opcode.ELEM_DROP, 0),
        schedule -> schedule.cost(Opcode.ELEM_DROP));
    growth(
        Opcode.TABLE_GROW,
        new int[] {256, 4_096, 32_768},
        code -> code.op(Opcode.TABLE_GROW, 0),
        units -> perUnit(Opcode.TABLE_GROW, units));
  }

  /** A price by length. */
  private interface PriceOf {
    ToLongFunction<GasSchedule> price(int units);
  }

  /** Growth can be done once an instance, so the instance is a part of the step. */
  private void growth(Opcode opcode, int[] lengths, Consumer<CodeBuilder> grow, PriceOf prices) {
    for (int length : lengths) {
      Consumer<CodeBuilder> operands =
          opcode == Opcode.TABLE_GROW
              ? code -> code.get(REFERENCE).get(LENGTH)
              : code -> code.get(LENGTH);
      Code code =
          loop(
              Setting.length(length),
              1,
              step -> {
                operands.accept(step);
                grow.accept(step);
                step.op(Opcode.DROP);
              });
      subjects.add(new InstructionSubject(opcode, "", length, code, 1, true, prices.price(length)));
    }
  }

  /** The instructions that should have a subject: those of the contract profile. */
  static Stream<Opcode> wanted() {
    return Stream.of(Opcode.values())
        .filter(opcode -> FeatureSet.CONTRACT.has(opcode.feature()))
        .filter(opcode -> !LEFT_OUT.containsKey(opcode));
  }
}
