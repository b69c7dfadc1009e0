package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.Hex;
import dev.assay.state.types.UInt256;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.SizeRange;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What may become a contract, in which form, and what the refusals say. */
class ActivationTest {
  private final TestChain chain = new TestChain(GasSchedules.ASSAY_1);

  private static void zero(CodeBuilder code) {
    code.i32(0);
  }

  private static ModuleBuilder module() {
    ModuleBuilder module = new ModuleBuilder();
    return module;
  }

  /** Adds what every contract has. */
  private static ModuleBuilder complete(ModuleBuilder module) {
    module.export("memory", ExternalKind.MEMORY, module.memory(SizeRange.between(1, 1)));
    module.exportedFunction("user_entrypoint", "i32 -> i32", ActivationTest::zero);
    return module;
  }

  private String refusal(GasSchedule schedule, byte[] code) {
    CallOutcome outcome = new TestChain(schedule).send(null, UInt256.ZERO, code);
    var revert = assertInstanceOf(CallOutcome.Revert.class, outcome, outcome::toString);
    return Revert.reasonIn(revert.output()).orElseThrow();
  }

  private String refusal(byte[] code) {
    return refusal(GasSchedules.ASSAY_1, code);
  }

  private void assertRefused(String expected, byte[] code) {
    String reason = refusal(code);
    assertTrue(reason.contains(expected), reason);
  }

  @Test
  void aPlainModuleIsDeployedAtTheAddressOfSenderAndNonce() {
    byte[] wasm = complete(module()).build();
    Address created = chain.deploy(wasm);
    assertEquals(Addresses.created(TestChain.SENDER, 0), created);
    Hash codeHash = chain.state.account(created).orElseThrow().codeHash();
    assertEquals(Bytes.of(wasm), chain.state.code(codeHash));
    assertEquals(1, chain.state.account(created).orElseThrow().nonce());
  }

  @Test
  void evmBytecodeIsRefusedWithWhatToSendInstead() {
    assertEquals(
        "not a WebAssembly contract: found EVM bytecode (0x60806040...), which this chain does not"
            + " run; accepted are a WebAssembly module (00 61 73 6d), a compressed one (EF F0 00),"
            + " and either behind the 43-byte prelude of Stylus tools",
        refusal(Hex.decode("0x6080604052348015600e575f5ffd5b50")));
    assertRefused("found no code", new byte[0]);
    assertRefused("unknown code format (0xeff00700...)", Hex.decode("0xeff0070000"));
    assertRefused("fragmented code of 8 bytes", Hex.decode("0xeff0020000000000"));
  }

  @Test
  void compressedCodeAndThePreludeOfStylusTools() {
    byte[] wasm = complete(module()).build();
    byte[] compressed = compressed(wasm);
    Address plain = chain.deploy(compressed);
    assertEquals(Bytes.of(compressed), code(plain));
    Address behind = chain.deploy(prelude(compressed));
    assertEquals(Bytes.of(compressed), code(behind));
    assertEquals(Bytes.of(wasm), code(chain.deploy(prelude(wasm))));
    assertTrue(chain.call(behind, new byte[0]).succeeded());
  }

  @Test
  void aPreludeThatStatesAnotherLengthSaysBoth() {
    byte[] whole = prelude(complete(module()).build());
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
    int stated = whole.length - 43;
    assertRefused("stating " + stated + " bytes of code, but " + (stated - 1) + " follow", cut);
    assertRefused("but 0 follow", java.util.Arrays.copyOf(whole, 43));
    assertRefused("EVM bytecode (0x7f000000...)", java.util.Arrays.copyOf(whole, 42));
  }

  private Bytes code(Address address) {
    return chain.state.code(chain.state.account(address).orElseThrow().codeHash());
  }

  /** A brotli stream of one uncompressed block, RFC 7932 section 9.2. */
  private static byte[] compressed(byte[] wasm) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xF0, 0, 0});
    // window of 16 bits: 0; not last: 0; length in 4 nibbles: 00; length - 1; uncompressed: 1
    int bits = wasm.length - 1 << 4 | 1 << 20;
    out.write(bits);
    out.write(bits >> 8);
    out.write(bits >> 16);
    out.writeBytes(wasm);
    out.write(3); // ISLAST, ISLASTEMPTY
    return out.toByteArray();
  }

  private static byte[] prelude(byte[] code) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x7F);
    out.writeBytes(UInt256.of(code.length).toArray());
    out.writeBytes(Hex.decode("0x80602b6000396000f300"));
    out.writeBytes(code);
    return out.toByteArray();
  }

  @Test
  void codeInFragments() {
    byte[] wasm = complete(module()).build();
    byte[] stream = java.util.Arrays.copyOfRange(compressed(wasm), 4, compressed(wasm).length);
    byte[] head = concat(Hex.decode("0xeff001"), java.util.Arrays.copyOf(stream, 10));
    byte[] tail =
        concat(Hex.decode("0xeff001"), java.util.Arrays.copyOfRange(stream, 10, stream.length));
    Address first = chain.deploy(prelude(head));
    Address second = chain.deploy(prelude(tail));
    byte[] length = new byte[4];
    dev.assay.state.types.BigEndian.putInt(length, 0, wasm.length);
    byte[] root =
        concat(concat(Hex.decode("0xeff00200"), length), concat(first.toArray(), second.toArray()));
    Address contract = chain.deploy(prelude(root));
    assertTrue(chain.call(contract, new byte[0]).succeeded());
    assertInstanceOf(
        CallOutcome.Failed.class, chain.call(first, new byte[0]), "a fragment does not run");
    chain.change(world -> world.code(first, Bytes.of(Hex.decode("0xeff00100"))));
    assertInstanceOf(
        CallOutcome.Failed.class,
        chain.call(contract, new byte[0]),
        "a state with another fragment, as overrides make one, never runs what was cached");
    byte[] five = concat(Hex.decode("0xeff0020000000000"), new byte[5 * 20]);
    CallOutcome outcome = chain.send(null, UInt256.ZERO, five);
    assertEquals("code in 5 fragments, at most 4", Revert.reasonIn(outcome.output()).orElseThrow());
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  @Test
  void corruptAndForeignCompressionIsRefused() {
    assertRefused("brotli stream is corrupt", Hex.decode("0xeff00000ffffffffffffff"));
    assertRefused("compressed with dictionary 0x07", Hex.decode("0xeff00007aabb"));
  }

  @Test
  void everyRuleNamesWhatBreaksIt() {
    ModuleBuilder unknown = module();
    unknown.importFunction("vm_hooks", "launch_missiles", "i32 ->");
    byte[] armed = complete(unknown).build();
    assertRefused("import vm_hooks.launch_missiles at offset", armed);
    assertRefused("no such host function", armed);

    ModuleBuilder mistyped = module();
    mistyped.importFunction("vm_hooks", "read_args", "i64 ->");
    assertRefused("has type [i64 ->], the host function has [i32 ->]", complete(mistyped).build());

    ModuleBuilder reserved = module();
    reserved.importFunction("vm_hooks", "stylus_ink_left", "->");
    assertRefused("names beginning with \"stylus\" are reserved", complete(reserved).build());

    ModuleBuilder exports = complete(module());
    exports.exportedFunction("a__stylus_x", "->", code -> {});
    assertRefused("export a__stylus_x at offset", exports.build());

    ModuleBuilder clash = module();
    clash.importFunction("vm_hooks", "msg_reentrant", "-> i32");
    complete(clash).exportedFunction("msg_reentrant", "->", code -> {});
    assertRefused("has the name of an import", clash.build());

    ModuleBuilder starts = complete(module());
    starts.start(starts.function("->", code -> {}));
    assertRefused("start function function 1: a contract may not have one", starts.build());

    ModuleBuilder imported = module();
    imported.importGlobal(
        "vm_hooks",
        "g",
        new dev.assay.vm.module.GlobalType(dev.assay.vm.module.NumberType.I32, false));
    assertRefused("only functions can be imported", complete(imported).build());
  }

  @Test
  void entryPointAndMemoryAreDemanded() {
    ModuleBuilder nothing = module();
    assertRefused("must define a memory", nothing.build());
    ModuleBuilder hidden = module();
    hidden.memory(1);
    assertRefused("the memory is not exported as \"memory\"", hidden.build());
    ModuleBuilder mute = module();
    mute.export("memory", ExternalKind.MEMORY, mute.memory(1));
    assertRefused("no function is exported as \"user_entrypoint\"", mute.build());
    mute.exportedFunction("user_entrypoint", "-> i32", ActivationTest::zero);
    assertRefused("has type [-> i32], expected [i32 -> i32]", mute.build());
  }

  @Test
  void stylusDemandsTheGrowthImportAndRefusesFloats() {
    ModuleBuilder growing = module();
    growing.export("memory", ExternalKind.MEMORY, growing.memory(1));
    growing.exportedFunction("user_entrypoint", "i32 -> i32", ActivationTest::zero);
    assertEquals(
        "a contract whose memory can grow must import vm_hooks.pay_for_memory_grow",
        refusal(GasSchedules.STYLUS_2, growing.build()));
    chain.deploy(growing.build());

    ModuleBuilder floats = complete(module());
    floats.exportedFunction("half", "f32 -> f32", code -> code.get(0).f32(0.5f).op(Opcode.F32_MUL));
    String reason = refusal(GasSchedules.STYLUS_2, floats.build());
    assertTrue(reason.startsWith("f32.mul in function half at offset "), reason);
    assertTrue(reason.endsWith("floating-point operations are not supported by stylus-2"), reason);
    chain.deploy(floats.build());
  }

  @Test
  void invalidModulesSayWhere() {
    byte[] truncated = java.util.Arrays.copyOf(complete(module()).build(), 20);
    assertTrue(refusal(truncated).contains("offset 0x"), refusal(truncated));
    ModuleBuilder invalid = complete(module());
    invalid.exportedFunction("bad", "-> i32", code -> code.i64(1));
    assertRefused("type mismatch", invalid.build());
  }

  @Test
  void aFailedCreationKeepsTheNonceAndNothingElse() {
    chain.send(null, UInt256.of(100), Hex.decode("0x6080"));
    Address would = Addresses.created(TestChain.SENDER, 0);
    assertTrue(chain.state.account(would).isEmpty());
    assertEquals(1, chain.state.account(TestChain.SENDER).orElseThrow().nonce());
  }

  /** CWA-2022-005: whoever foresees an address cannot spoil it. */
  @Test
  void aFundedAddressCanStillBecomeAContract() {
    Address will = Addresses.created(TestChain.SENDER, 0);
    chain.change(world -> world.balance(will, UInt256.of(77)));
    assertEquals(will, chain.deploy(complete(module()).build()));
    assertEquals(UInt256.of(77), chain.balance(will));
  }

  @Test
  void create2ThroughTheFactory() {
    byte[] wasm = complete(module()).build();
    Address factory = Address.fromHex("0x4e59b44847b379578588920ca78fbf26c0b4956c");
    CallOutcome outcome = chain.send(factory, UInt256.ZERO, concat(new byte[32], wasm));
    Address expected =
        Addresses.created2(factory, Hash.ZERO, dev.assay.state.crypto.Keccak.hash(Bytes.of(wasm)));
    assertEquals(expected.toBytes(), outcome.output());
    assertTrue(chain.call(expected, new byte[0]).succeeded());
    CallOutcome again = chain.send(factory, UInt256.ZERO, concat(new byte[32], wasm));
    assertInstanceOf(CallOutcome.Revert.class, again, "the address is taken");
  }

  @Test
  void contractsCreateContracts() {
    byte[] wasm = complete(module()).build();
    Address creator =
        chain.install(
            Guest.contract()
                .data(4_096, wasm)
                .host("create1", 4_096, wasm.length, 0, 100, 200)
                .host("write_result", 100, 20));
    CallOutcome outcome = chain.send(creator, UInt256.ZERO, new byte[0]);
    Address expected = Addresses.created(creator, 1);
    assertEquals(expected.toBytes(), outcome.output());
    assertEquals(2, chain.state.account(creator).orElseThrow().nonce());
    Address broken =
        chain.install(
            Guest.contract()
                .host("create1", 4_096, 4, 0, 100, 200)
                .host("read_return_data", 300, 0, 4)
                .host("write_result", 300, 4));
    assertEquals(
        "0x08c379a0", chain.call(broken, new byte[0]).output().toHex(), "the reason comes back");
  }
}
