package dev.assay.metering;

import dev.assay.vm.Limits;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.InstructionCosts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All prices, limits and features of a chain: immutable, complete and identified by a hash.
 *
 * <p>A new schedule is a released one with named differences ({@code with...}). The hash covers
 * every price and rule below; it is part of the key under which translated code is cached and of
 * the genesis configuration, so code priced by one schedule never runs under another.
 */
public final class GasSchedule implements InstructionCosts {
  private final String name;
  private final Charging charging;
  private final InstructionPrices instructions;
  private final long[] costs;
  private final SortedMap<String, Long> hostFunctions;
  private final MemoryGas memory;
  private final ContractRules rules;
  private final StorageGas storage;

  /** Computed when first asked for: most schedules are only steps on the way to another. */
  private @Nullable String hash;

  /** When instructions are paid. */
  public enum Charging {
    /** Each before it begins. */
    EXACT,
    /** Basic block by basic block, the whole block before its first instruction. */
    BLOCK_PREPAID
  }

  /**
   * What contracts may be and do.
   *
   * @param features parts of WebAssembly a contract may use
   * @param limits limits of a contract's module
   * @param callSlots budget of the call stack of one frame, in 64-bit slots
   * @param callGas how much gas a call may receive
   * @param reentrancy policy of contracts that state none
   * @param growthImportRequired whether a module whose memory can grow must import {@code
   *     pay_for_memory_grow}
   * @param codeBytes the most bytes of code an account may hold
   * @param initCodeBytes the most bytes of creation code (EIP-3860)
   * @param fragments the most fragments a contract's code may be spread over
   */
  public record ContractRules(
      FeatureSet features,
      Limits limits,
      int callSlots,
      CallGas callGas,
      ReentrancyPolicy reentrancy,
      boolean growthImportRequired,
      int codeBytes,
      int initCodeBytes,
      int fragments) {}

  GasSchedule(
      String name,
      Charging charging,
      InstructionPrices instructions,
      Map<GasCost, Long> costs,
      Map<String, Long> hostFunctions,
      MemoryGas memory,
      ContractRules rules) {
    this(name, charging, instructions, complete(name, costs), hostFunctions, memory, rules);
  }

  private GasSchedule(
      String name,
      Charging charging,
      InstructionPrices instructions,
      long[] costs,
      Map<String, Long> hostFunctions,
      MemoryGas memory,
      ContractRules rules) {
    List<Opcode> missing = instructions.missing(rules.features());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(name + " has no price for " + missing);
    }
    this.name = name;
    this.charging = charging;
    this.instructions = instructions;
    this.costs = costs;
    this.hostFunctions = Collections.unmodifiableSortedMap(new TreeMap<>(hostFunctions));
    this.hostFunctions.forEach((function, ink) -> requirePrice(name, function, ink, 0));
    this.memory = memory;
    this.rules = rules;
    this.storage = new StorageGas(this);
  }

  private static long[] complete(String name, Map<GasCost, Long> costs) {
    long[] table = new long[GasCost.values().length];
    for (GasCost cost : GasCost.values()) {
      Long price = costs.get(cost);
      if (price == null) {
        throw new IllegalArgumentException(name + " has no price for " + cost);
      }
      requirePrice(name, cost.name(), price, 1);
      table[cost.ordinal()] = price;
    }
    return table;
  }

  private static void requirePrice(String schedule, String what, long price, long least) {
    if (price < least || price > InstructionPrices.LARGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s cannot price %s at %d: %d to %d expected",
              schedule,
              what,
              price,
              least,
              InstructionPrices.LARGEST));
    }
  }

  /** The name on the command line and in the genesis file. */
  public String name() {
    return name;
  }

  /** When instructions are paid. */
  public Charging charging() {
    return charging;
  }

  /** What contracts may be and do. */
  public ContractRules rules() {
    return rules;
  }

  /** The price of memory pages. */
  public MemoryGas memory() {
    return memory;
  }

  /** The price of storage. */
  public StorageGas storage() {
    return storage;
  }

  /** A named price, in its own unit. */
  public long cost(GasCost cost) {
    return costs[cost.ordinal()];
  }

  /** A named price, in ink. */
  public long ink(GasCost cost) {
    long price = costs[cost.ordinal()];
    return cost.unit() == GasCost.Unit.GAS ? Ink.ofGas(price) : price;
  }

  /**
   * The base fee of a host function, in ink.
   *
   * @param function module and name: {@code vm_hooks.read_args}
   * @throws IllegalArgumentException when the schedule does not price it
   */
  public long hostFunction(String function) {
    Long price = hostFunctions.get(function);
    if (price == null) {
      throw new IllegalArgumentException(name + " has no price for host function " + function);
    }
    return price;
  }

  /** Every host function with its base fee, in ink, by module and name. */
  public SortedMap<String, Long> hostFunctions() {
    return hostFunctions;
  }

  /** Whether a contract may contain the instruction, as far as prices go. */
  public boolean accepts(Opcode opcode) {
    return instructions.accepts(opcode);
  }

  /** SHA-256 of every price and rule, in hexadecimal. */
  public String hash() {
    String known = hash;
    if (known == null) {
      known = sha256(canonical());
      hash = known;
    }
    return known;
  }

  /** This schedule under another name, before named differences. */
  public GasSchedule named(String newName) {
    return new GasSchedule(newName, charging, instructions, costs, hostFunctions, memory, rules);
  }

  /** This schedule with instructions paid at other moments. */
  public GasSchedule with(Charging changed) {
    return new GasSchedule(name, changed, instructions, costs, hostFunctions, memory, rules);
  }

  /** This schedule with other instruction prices. */
  public GasSchedule with(InstructionPrices prices) {
    return new GasSchedule(name, charging, prices, costs, hostFunctions, memory, rules);
  }

  /** This schedule with one named price changed. */
  public GasSchedule with(GasCost cost, long price) {
    Map<GasCost, Long> changed = new TreeMap<>();
    for (GasCost each : GasCost.values()) {
      changed.put(each, each == cost ? price : cost(each));
    }
    return new GasSchedule(name, charging, instructions, changed, hostFunctions, memory, rules);
  }

  /** This schedule with the base fee of one host function changed or added. */
  public GasSchedule withHostFunction(String function, long ink) {
    SortedMap<String, Long> changed = new TreeMap<>(hostFunctions);
    changed.put(function, ink);
    return new GasSchedule(name, charging, instructions, costs, changed, memory, rules);
  }

  /** This schedule with other rules for contracts. */
  public GasSchedule with(ContractRules changed) {
    return new GasSchedule(name, charging, instructions, costs, hostFunctions, memory, changed);
  }

  /** The instruction prices, to derive others from. */
  public InstructionPrices instructions() {
    return instructions;
  }

  @Override
  public String id() {
    return name + '-' + hash();
  }

  @Override
  public long cost(Opcode opcode) {
    return instructions.base(opcode);
  }

  @Override
  public long costPerPart(Opcode opcode) {
    return instructions.perPart(opcode);
  }

  @Override
  public long costPerUnit(Opcode opcode) {
    return instructions.perUnit(opcode);
  }

  @Override
  public boolean blockPrepaid() {
    return charging == Charging.BLOCK_PREPAID;
  }

  @Override
  public long blockHeader() {
    return charging == Charging.BLOCK_PREPAID ? GasSchedules.STYLUS_BLOCK_HEADER : 0;
  }

  /** The text that is hashed: every price and rule, one a line. */
  String canonical() {
    StringBuilder text = new StringBuilder(16_384);
    text.append(charging).append(' ').append(blockHeader()).append('\n');
    text.append(instructions.canonical());
    for (GasCost cost : GasCost.values()) {
      text.append(cost).append(' ').append(cost(cost)).append('\n');
    }
    hostFunctions.forEach(
        (function, ink) -> text.append(function).append(' ').append(ink).append('\n'));
    text.append(memory).append('\n').append(rules).append('\n');
    return text.toString();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GasSchedule that
        && name.equals(that.name)
        && hash().equals(that.hash());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {name, hash()});
  }

  @Override
  public String toString() {
    return name;
  }
}
