package dev.assay.metering;

import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A price for each instruction, in ink: a base, an amount per part of the immediates (labels of
 * {@code br_table}, parameters of an indirect call) and an amount per unit of a length known at run
 * time (bytes, elements). Immutable; {@code with...} gives a changed copy.
 *
 * <p>Instructions are named as in the text format; a name may end in {@code *}, which stands for
 * any rest.
 */
public final class InstructionPrices {
  /** The largest price: more than any instruction is worth, small enough to be summed safely. */
  public static final long LARGEST = 0xFFFF_FFFFL;

  /** No instruction has a price. */
  public static final InstructionPrices NONE =
      new InstructionPrices(new Column[] {Column.of(-1), Column.of(0), Column.of(0)});

  private static final SortedMap<String, List<Opcode>> BY_MNEMONIC = byMnemonic();

  private static final int BASE = 0;
  private static final int PART = 1;
  private static final int UNIT = 2;
  private static final long REFUSED = -2;

  private final Column[] columns;

  private InstructionPrices(Column[] columns) {
    this.columns = columns;
  }

  private static SortedMap<String, List<Opcode>> byMnemonic() {
    SortedMap<String, List<Opcode>> map = new TreeMap<>();
    for (Opcode opcode : Opcode.values()) {
      map.computeIfAbsent(opcode.mnemonic(), mnemonic -> new ArrayList<>()).add(opcode);
    }
    return map;
  }

  /** One amount per opcode, by ordinal. */
  private record Column(long[] ink) {
    static Column of(long value) {
      long[] ink = new long[Opcode.values().length];
      Arrays.fill(ink, value);
      return new Column(ink);
    }

    long at(Opcode opcode) {
      return ink[opcode.ordinal()];
    }
  }

  /** These prices, with the base of some instructions set. */
  public InstructionPrices with(long ink, String mnemonics) {
    return changed(BASE, checked(ink), mnemonics);
  }

  /** These prices, with the amount per part of some instructions set. */
  public InstructionPrices withPart(long ink, String mnemonics) {
    return changed(PART, checked(ink), mnemonics);
  }

  /** These prices, with the amount per unit of some instructions set. */
  public InstructionPrices withUnit(long ink, String mnemonics) {
    return changed(UNIT, checked(ink), mnemonics);
  }

  /** These prices, with some instructions refused: a module that holds one is not activated. */
  public InstructionPrices refusing(String mnemonics) {
    return changed(BASE, REFUSED, mnemonics);
  }

  /** Whether the instruction may occur in a contract at all. */
  public boolean accepts(Opcode opcode) {
    return columns[BASE].at(opcode) >= 0;
  }

  /** Ink for the instruction itself; the largest price when it is refused. */
  public long base(Opcode opcode) {
    long ink = columns[BASE].at(opcode);
    return ink < 0 ? LARGEST : ink;
  }

  /** Ink per part of the immediates. */
  public long perPart(Opcode opcode) {
    return columns[PART].at(opcode);
  }

  /** Ink per unit of the run-time length. */
  public long perUnit(Opcode opcode) {
    return columns[UNIT].at(opcode);
  }

  /** The instructions of a feature set that are neither priced above zero nor refused. */
  List<Opcode> missing(FeatureSet features) {
    return Arrays.stream(Opcode.values())
        .filter(opcode -> features.has(opcode.feature()))
        .filter(opcode -> columns[BASE].at(opcode) == -1 || columns[BASE].at(opcode) == 0)
        .toList();
  }

  /**
   * Every price on a line of its own, in the order of the opcode table: the form that is hashed.
   */
  String canonical() {
    StringBuilder text = new StringBuilder();
    for (Opcode opcode : Opcode.values()) {
      if (columns[BASE].at(opcode) != -1) {
        text.append(opcode.name());
        for (Column column : columns) {
          text.append(' ').append(column.at(opcode));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private InstructionPrices changed(int index, long ink, String mnemonics) {
    long[] prices = columns[index].ink.clone();
    for (String mnemonic : mnemonics.strip().split("\\s+", -1)) {
      for (Opcode opcode : named(mnemonic)) {
        prices[opcode.ordinal()] = ink;
      }
    }
    Column[] copy = columns.clone();
    copy[index] = new Column(prices);
    return new InstructionPrices(copy);
  }

  private static List<Opcode> named(String pattern) {
    if (pattern.endsWith("*")) {
      String prefix = pattern.substring(0, pattern.length() - 1);
      SortedMap<String, List<Opcode>> from = BY_MNEMONIC.tailMap(prefix);
      return from.entrySet().stream()
          .takeWhile(each -> each.getKey().startsWith(prefix))
          .flatMap(each -> each.getValue().stream())
          .toList();
    }
    List<Opcode> found = BY_MNEMONIC.get(pattern);
    if (found == null) {
      throw new IllegalArgumentException("no instruction is called " + pattern);
    }
    return found;
  }

  private static long checked(long ink) {
    if (ink < 0 || ink > LARGEST) {
      throw new IllegalArgumentException("price out of range 0 to " + LARGEST + ": " + ink);
    }
    return ink;
  }
}
