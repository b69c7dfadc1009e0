package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.host.code.CodeCache;
import dev.assay.host.code.Program;
import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.NumberType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contracts that recurse in compiled code before each of 1,024 calls inside each other: what a
 * message takes of the JVM's stack counts for those inside it, so that no stack is ever too short.
 */
class NestedStackTest {
  private static final int LOCALS = 20;
  private static final int STATEMENTS = 300;
  private static final int LOOPS = 4;
  private static final long GAS = 200_000_000_000L;

  /** The entry recurses so deep, then calls the contract at the address in its input. */
  private static byte[] contract(int depth) {
    ModuleBuilder module = new ModuleBuilder();
    int args = module.importFunction("vm_hooks", "read_args", "i32 ->");
    int call = module.importFunction("vm_hooks", "call_contract", "i32 i32 i32 i32 i64 i32 -> i32");
    module.export("memory", ExternalKind.MEMORY, module.memory(1));
    int recursion = call + 1;
    module.function("i32 -> i32", code -> recurse(code, recursion, call));
    module.exportedFunction(
        Program.ENTRY_POINT,
        "i32 -> i32",
        code -> code.i32(0).call(args).i32(depth).call(recursion).op(Opcode.DROP).i32(0));
    module.custom("assay.policy", "allow".getBytes(StandardCharsets.US_ASCII));
    return module.build();
  }

  private static void recurse(CodeBuilder code, int self, int call) {
    code.locals(NumberType.I64, LOCALS);
    code.get(0).op(Opcode.I32_EQZ).open(Opcode.IF);
    code.i32(0).i32(0).i32(20).i32(64).i64(-1).i32(96).call(call).op(Opcode.RETURN).end();
    for (int i = 0; i < LOOPS; i++) {
      fill(code);
      code.open(Opcode.LOOP);
    }
    fill(code);
    code.get(0).i32(1).op(Opcode.I32_SUB).call(self).op(Opcode.DROP);
    for (int i = 0; i < LOOPS; i++) {
      fill(code);
      code.end();
    }
    code.i32(1);
  }

  private static void fill(CodeBuilder code) {
    for (int i = 0; i < STATEMENTS; i++) {
      int local = 1 + i % LOCALS;
      code.get(local).i64(i).op(Opcode.I64_ADD).get(1).op(Opcode.I64_XOR).set(local);
    }
  }

  /** What is refused would stand on the interpreter's stack, and all here would hold anyway. */
  @Test
  void theRecursionIsCompiled() {
    CodeUnit unit = new Engine(EngineConfig.DEFAULT.with(Tier.COMPILER)).load(contract(1));
    assertTrue(Objects.requireNonNull(unit.compiled()).contains(0));
  }

  @ParameterizedTest
  @Timeout(120)
  @ValueSource(ints = {1, 20, 50})
  void deepRecursionInDeepMessages(int depth) throws InterruptedException {
    List<CallOutcome> outcomes = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      outcomes.add(onSmallStack(tier, depth));
    }
    assertEquals(outcomes.getFirst().gasUsed(), outcomes.getLast().gasUsed());
    assertEquals(outcomes.getFirst().succeeded(), outcomes.getLast().succeeded());
  }

  private static CallOutcome onSmallStack(Tier tier, int depth) throws InterruptedException {
    AtomicReference<CallOutcome> outcome = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              TestChain chain = new TestChain(GasSchedules.ASSAY_1, new CodeCache(tier));
              Address contract = chain.install(contract(depth));
              outcome.set(chain.call(contract, contract.toArray(), GAS, ExecutionOptions.NONE));
            },
            "small",
            2L << 20);
    thread.setUncaughtExceptionHandler((which, what) -> thrown.set(what));
    thread.start();
    thread.join();
    assertEquals(null, thrown.get());
    return outcome.get();
  }
}
