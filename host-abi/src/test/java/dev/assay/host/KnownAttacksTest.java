package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.chain.AccessListEntry;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SizeRange;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What has gone wrong in other contract machines, by the name under which it was published. Those
 * that concern one function alone stand with the tests of that function.
 */
@ParameterizedClass
@EnumSource
class KnownAttacksTest {
  private static final long ALL_GAS = -1;
  private static final int TARGET = 0;
  private static final int VALUE = 64;
  private static final int LENGTH = 128;
  private static final int OUT = 256;

  private final TestChain chain;

  KnownAttacksTest(Tier tier) {
    this.chain = new TestChain(GasSchedules.ASSAY_1, tier);
  }

  /** CWA-2025-004: gas that a failing callee used must be missing from the caller. */
  @Test
  void gasOfATrappedCalleeIsPaidByTheCaller() {
    Address burner =
        chain.install(
            Guest.contract()
                .host("native_keccak256", 0, 60_000, 0)
                .step(code -> code.op(Opcode.UNREACHABLE)));
    Address idle = chain.install(Guest.contract().step(code -> code.op(Opcode.UNREACHABLE)));
    long difference = calling(burner).gasUsed() - calling(idle).gasUsed();
    assertEquals(3_946.0, (double) difference, 1.0, "what the hash cost");
  }

  private CallOutcome calling(Address target) {
    Address caller =
        chain.install(
            Guest.contract()
                .data(TARGET, target.toArray())
                .hostTo(OUT, "call_contract", TARGET, 0, 0, VALUE, ALL_GAS, LENGTH)
                .host("write_result", OUT, 1));
    CallOutcome outcome = chain.call(caller, new byte[0]);
    assertEquals(Bytes.of((byte) 2), outcome.output());
    return outcome;
  }

  /** A callee that runs out of gas takes what it was given and leaves its caller the 64th. */
  @Test
  void anEndlessCalleeLeavesItsCallerA64th() {
    Address endless =
        chain.install(Guest.contract().step(code -> code.open(Opcode.LOOP).op(Opcode.BR, 0).end()));
    CallOutcome outcome = calling(endless);
    assertTrue(outcome.gasUsed() > TestChain.GAS * 62 / 64, outcome::toString);
    assertTrue(outcome.gasUsed() < TestChain.GAS, outcome::toString);
  }

  /** CWA-2024-007: empty blocks and many locals must not be free. */
  @Test
  void controlInstructionsAndLocalsCost() {
    Guest blocks = Guest.contract();
    for (int i = 0; i < 1_000; i++) {
      blocks.step(code -> code.open(Opcode.BLOCK).end());
    }
    long plain = chain.call(chain.install(Guest.contract()), new byte[0]).gasUsed();
    assertTrue(chain.call(chain.install(blocks), new byte[0]).gasUsed() > plain);
  }

  /** CWA-2021-003, CWA-2025-003: who watches must not change what happens. */
  @Test
  void watchersChangeNothing() {
    Address contract =
        chain.install(
            Guest.contract().host("emit_log", 0, 32, 1).step(code -> code.op(Opcode.UNREACHABLE)));
    CallOutcome alone = chain.call(contract, new byte[0]);
    var watched = ExecutionOptions.NONE.with(new CallTracer() {}).withConsole(line -> {});
    CallOutcome seen = chain.call(contract, new byte[0], TestChain.GAS, watched);
    assertEquals(alone.gasUsed(), seen.gasUsed());
    assertEquals(alone.output(), seen.output());
  }

  /** CWA-2024-004: a program priced by one schedule must never run under another. */
  @Test
  void anotherScheduleIsAnotherTranslation() {
    var cheap = GasSchedules.ASSAY_1;
    GasSchedule dear = cheap.named("dear").with(cheap.instructions().with(5_000, "nop"));
    Guest guest = Guest.contract();
    for (int i = 0; i < 1_000; i++) {
      guest.step(code -> code.op(Opcode.NOP));
    }
    Address contract = chain.install(guest);
    long before = chain.call(contract, new byte[0]).gasUsed();
    var shared = new TransactionProcessor(dear, chain.processor.cache());
    CallRequest request = CallRequest.of(TestChain.SENDER, contract, TestChain.GAS, Bytes.EMPTY);
    long after =
        shared.call(chain.state, TestChain.BLOCK, request, ExecutionOptions.NONE).gasUsed();
    double difference = 1_000 * (5_000 - cheap.cost(Opcode.NOP)) / 10_000.0;
    assertEquals(difference, (double) (after - before), 1.0);
  }

  /** A module that is larger than the limit stops at the limit, compressed or not. */
  @Test
  void codeSizesAreLimitedExactly() {
    int most = GasSchedules.ASSAY_1.rules().initCodeBytes();
    byte[] wasm = Guest.contract().wasm();
    assertTrue(deployed(padded(wasm, most - 1)), "one less");
    assertTrue(deployed(padded(wasm, most)), "as many");
    var block =
        chain.mine(chain.transaction(null, UInt256.ZERO, padded(wasm, most + 1), 55_000_000));
    assertEquals(TxInvalidReason.INIT_CODE_SIZE, block.rejected().getFirst().reason());
  }

  private boolean deployed(byte[] code) {
    var block = chain.mine(chain.transaction(null, UInt256.ZERO, code, 55_000_000));
    return block.outcomes().getFirst().succeeded();
  }

  /** The module with a custom section that makes it so many bytes. */
  private static byte[] padded(byte[] wasm, int size) {
    byte[] padded = Arrays.copyOf(wasm, size);
    int content = size - wasm.length - 4;
    int at = wasm.length;
    padded[at] = 0;
    padded[at + 1] = (byte) (content | 0x80);
    padded[at + 2] = (byte) (content >> 7 | 0x80);
    padded[at + 3] = (byte) (content >> 14);
    return padded;
  }

  /** GHSA-6wgr-89rj-399p: a memory from the pool must not show what another contract left. */
  @Test
  void memoryIsFreshForEveryFrame() {
    Address writer =
        chain.install(
            Guest.contract()
                .step(code -> code.i32(8).i64(-1).access(Opcode.I64_STORE, 0))
                .step(code -> code.i32(65_528).i64(-1).access(Opcode.I64_STORE, 0)));
    Address reader = chain.install(Guest.contract().host("write_result", 0, 65_536));
    for (int i = 0; i < 3; i++) {
      chain.call(writer, new byte[0]);
      assertEquals(Bytes.of(new byte[65_536]), chain.call(reader, new byte[0]).output());
    }
  }

  /** A memory that grows pays for its pages before it has them, and only its own. */
  @Test
  void growthIsPaidBeforehand() {
    Guest grows =
        Guest.contract()
            .pages(SizeRange.atLeast(1))
            .step(code -> code.i32(100).op(Opcode.MEMORY_GROW, 0).op(Opcode.DROP));
    CallOutcome outcome = chain.call(chain.install(grows), new byte[0]);
    assertTrue(outcome.gasUsed() > 932_066, outcome::toString);
    CallOutcome poor =
        chain.call(chain.install(grows), new byte[0], 500_000, ExecutionOptions.NONE);
    assertEquals(Failure.OUT_OF_GAS, assertInstanceOf(CallOutcome.Failed.class, poor).failure());
  }

  /** Nitro's grow/fixed.wat: a memory that cannot grow is not asked to pay for trying. */
  @Test
  void aMemoryThatCannotGrowPaysForNoPages() {
    Guest tries =
        Guest.contract()
            .step(code -> code.i32(OUT).i32(-65_537).op(Opcode.MEMORY_GROW, 0))
            .step(code -> code.access(Opcode.I32_STORE, 0))
            .host("write_result", OUT, 4);
    CallOutcome outcome = chain.call(chain.install(tries), new byte[0]);
    assertEquals(Bytes.of(new byte[] {-1, -1, -1, -1}), outcome.output());
    assertTrue(outcome.gasUsed() < 30_000, outcome::toString);
  }

  /** Nitro: pay_for_memory_grow looks at 16 bits, which must not make 65,536 pages free. */
  @Test
  void aGrowthOf65536PagesIsNotFree() {
    for (int pages : new int[] {65_536, 65_537, 131_072, -1}) {
      Guest grows =
          Guest.contract()
              .pages(SizeRange.atLeast(1))
              .step(code -> code.i32(OUT).i32(pages).op(Opcode.MEMORY_GROW, 0))
              .step(code -> code.access(Opcode.I32_STORE, 0))
              .host("write_result", OUT, 4);
      CallOutcome outcome = chain.call(chain.install(grows), new byte[0]);
      boolean refused =
          outcome instanceof CallOutcome.Success success
              ? success.output().equals(Bytes.of(new byte[] {-1, -1, -1, -1}))
              : outcome.gasUsed() == TestChain.GAS;
      assertTrue(refused, () -> pages + " pages: " + outcome);
    }
  }

  /** CWA-2025-005: a program pays for its start each time it is called. */
  @Test
  void everyCallPaysForItsStart() {
    Address trivial = chain.install(Guest.contract());
    Guest caller = Guest.contract().data(TARGET, trivial.toArray());
    long none = chain.call(chain.install(caller), new byte[0]).gasUsed();
    for (int i = 0; i < 100; i++) {
      caller.host("static_call_contract", TARGET, 0, 0, ALL_GAS, LENGTH);
    }
    long hundred = chain.call(chain.install(caller), new byte[0]).gasUsed();
    long start = chain.call(trivial, new byte[0]).gasUsed() - 21_000;
    assertTrue(start > 100, () -> "a start costs " + start);
    assertTrue(hundred - none > 100 * start, () -> hundred - none + " gas for 100 starts");
  }

  /** CWA-2023-004: parameters times functions must not make a module slow to accept or run. */
  @Test
  void manyParametersTimesManyFunctionsStaySmall() {
    ModuleBuilder module = new ModuleBuilder();
    FunctionType wide = new FunctionType(Collections.nCopies(128, NumberType.I64), List.of());
    for (int i = 0; i < 4_095; i++) {
      module.function(wide, code -> {});
    }
    module.export("memory", ExternalKind.MEMORY, module.memory(SizeRange.between(1, 1)));
    module.exportedFunction("user_entrypoint", "i32 -> i32", code -> code.i32(0));
    byte[] code = module.build();
    Address contract = assertTimeout(Duration.ofSeconds(5), () -> chain.install(code));
    CallOutcome outcome =
        assertTimeout(Duration.ofSeconds(5), () -> chain.call(contract, new byte[0]));
    assertTrue(outcome.succeeded(), outcome::toString);
  }

  /** CWA-2022-001, CWA-2022-003, CWA-2024-006: the same question has one answer, on any thread. */
  @Test
  void whoAsksAtOnceGetsTheSameAnswer() {
    Address contract =
        chain.install(
            Guest.contract()
                .hostTo(OUT, "evm_ink_left")
                .host("storage_load_bytes32", 0, OUT + 32)
                .hostTo(OUT + 8, "evm_ink_left")
                .host("write_result", OUT, 64)
                .step(code -> code.op(Opcode.NOP)));
    CallOutcome alone = chain.call(contract, new byte[0]);
    List<CallOutcome> together =
        IntStream.range(0, 64).parallel().mapToObj(i -> chain.call(contract, new byte[0])).toList();
    together.forEach(outcome -> assertEquals(alone, outcome));
  }

  /** CWA-2024-003: an endless list of addresses costs its sender, and the node no time. */
  @Test
  void aHugeAccessListIsPaidFor() {
    List<AccessListEntry> list =
        IntStream.range(0, 100_000)
            .mapToObj(i -> new AccessListEntry(Address.of(i), List.of(Hash.ZERO)))
            .toList();
    CallRequest request =
        new CallRequest(
            TestChain.SENDER,
            TestChain.OTHER,
            60_000_000,
            UInt256.ZERO,
            UInt256.ZERO,
            Bytes.EMPTY,
            list);
    CallOutcome outcome =
        assertTimeout(
            Duration.ofSeconds(5),
            () ->
                chain.processor.call(chain.state, TestChain.BLOCK, request, ExecutionOptions.NONE));
    assertTrue(!outcome.succeeded(), outcome::toString);
  }

  /** CWA-2024-002: powers at the edges of the numbers, beside arithmetic of the JDK. */
  @Test
  void powersWrapAsTheyShould() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(256);
    List<BigInteger> edges =
        Stream.of(0, 1, 2, 3, 255, 256, 257)
            .map(BigInteger::valueOf)
            .flatMap(edge -> Stream.of(edge, modulus.subtract(BigInteger.ONE).subtract(edge)))
            .toList();
    for (BigInteger base : edges) {
      for (BigInteger exponent : edges) {
        Guest guest =
            Guest.contract()
                .data(0, word(base))
                .data(32, word(exponent))
                .host("math_pow", 0, 32)
                .host("write_result", 0, 32);
        Bytes power = chain.call(chain.install(guest), new byte[0]).output();
        assertEquals(Bytes.of(word(base.modPow(exponent, modulus))), power);
      }
    }
  }

  private static byte[] word(BigInteger number) {
    return UInt256.fromDecimal(number.toString()).toArray();
  }

  /** A brotli stream of a few bytes that unpacks to a gibibyte stops at the limit of a module. */
  @Test
  void aBrotliBombStopsAtTheLimit() {
    CallOutcome outcome =
        assertTimeout(
            Duration.ofSeconds(5), () -> chain.send(null, UInt256.ZERO, BrotliBomb.code(1 << 30)));
    var refused = assertInstanceOf(CallOutcome.Revert.class, outcome, outcome::toString);
    assertEquals("module bytes: more than 262144", Revert.reasonIn(refused.output()).orElse(""));
  }

  /** CWA-2024-008: whatever a guest passes, a host function ends the frame and never the node. */
  @ParameterizedTest
  @FieldSource("dev.assay.host.HostFunctions#ALL")
  void noArgumentsBreakTheHost(HostFunctionRow function) {
    long[] extremes = {0, 32, 65_504, 65_505, 65_536, 0x7FFF_FFFFL, 0x8000_0000L, -1};
    SplittableRandom random = new SplittableRandom(function.name().hashCode());
    int parameters = function.parameters().size();
    for (int round = 0; round < Math.min(200, Math.pow(8, parameters)); round++) {
      long[] arguments = new long[parameters];
      Arrays.setAll(arguments, i -> extremes[random.nextInt(extremes.length)]);
      Guest guest = Guest.contract().data(0, new byte[] {1, 2, 3});
      CallOutcome outcome =
          chain.call(chain.install(guest.call(function, arguments)), new byte[] {7});
      assertTrue(outcome.gasUsed() <= TestChain.GAS, () -> Arrays.toString(arguments));
    }
  }
}
