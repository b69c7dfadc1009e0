package dev.assay.vm.jit;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decides which parts of a large function become methods of their own. A part is a range of
 * statements: it begins and ends where its block has no operands on the stack, so that nothing but
 * locals goes in and out. Blocks are taken apart from the inside; what is left of a block and still
 * too large is grouped into parts, and these again.
 */
final class Splitter {
  /**
   * What a method should not exceed, in estimated bytes: shorter ones are ready sooner, longer ones
   * pass less between each other.
   */
  static final int TARGET_BYTES = 5_000;

  /**
   * A function or loop of up to so many times the target is not taken apart: what passes between
   * parts at each turn costs more than HotSpot's trouble with a longer method.
   */
  private static final int WHOLE = 2;

  /** Accesses to memory of what stays whole. */
  private static final int MOST_ACCESSES = 300;

  /** Blocks inside each other that are still walked: what contracts may have. */
  static final int MOST_NESTING = 1_024;

  /** Of a charge of its own. */
  private static final int EXPLICIT_BYTES = 20;

  /** A part smaller than this is not worth a call. */
  private static final int LEAST_PART_BYTES = 200;

  /** The slots that a part's locals may take as parameters. */
  private static final int MOST_LOCAL_SLOTS = 240;

  private final WasmModule module;
  private final FunctionCode code;
  private final int target;
  private int loopsKeptWhole;
  private final List<Integer> enclosing = new ArrayList<>();
  private int at;
  private int height;
  private boolean reachable = true;

  private Splitter(WasmModule module, FunctionCode code, int target) {
    this.module = module;
    this.code = code;
    this.target = target;
  }

  /** The function as a region, with what is to be outlined of it. */
  static Region split(WasmModule module, FunctionCode code, int targetBytes) {
    int count = code.count();
    if (staysWhole(code, 0, count, targetBytes)) {
      return new Region(0, count, List.of(), List.of());
    }
    Splitter splitter = new Splitter(module, code, targetBytes);
    Body body = splitter.body(0);
    return new Region(0, count, List.of(), body.regions);
  }

  private static int estimate(FunctionCode code, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += estimate(code, i) + (code.explicit[i] == 0 ? 0 : EXPLICIT_BYTES);
    }
    return bytes;
  }

  private static boolean staysWhole(FunctionCode code, int from, int to, int target) {
    int accesses = 0;
    for (int i = from; i < to; i++) {
      Category category = code.opcodes[i].category();
      accesses += category == Category.LOAD || category == Category.STORE ? 1 : 0;
    }
    return accesses <= MOST_ACCESSES && estimate(code, from, to) <= WHOLE * target;
  }

  /**
   * About how many bytes an instruction becomes; an access to memory counts for more because
   * HotSpot's first compiler gives up on methods with too many of them.
   */
  private static int estimate(FunctionCode code, int i) {
    Opcode opcode = code.opcodes[i];
    return switch (opcode.category()) {
      case LOCAL, CONSTANT -> 3;
      case LOAD, STORE -> 40;
      case GLOBAL -> 9;
      case CALLS -> 70;
      case MEMORY, TABLE -> 50;
      case CONTROL ->
          switch (opcode) {
            case BR, BR_IF, IF, ELSE, RETURN -> 30;
            case BR_TABLE -> 24 + 13 * code.labels[i].length;
            default -> 2;
          };
      default -> 4;
    };
  }

  /** Statements between two points without operands, and what they are estimated at. */
  private record Statement(int from, int to, int bytes, List<Region> regions) {}

  /** What is left of a block's body. */
  private record Body(int bytes, List<Region> regions) {}

  /** Walks a body up to its {@code end} or {@code else}. */
  private Body body(int base) {
    List<Statement> statements = new ArrayList<>();
    List<Region> regions = new ArrayList<>();
    int from = at;
    int bytes = 0;
    while (at < code.count() && !endsBody(code.opcodes[at])) {
      bytes += estimate(code, at) + (code.explicit[at] == 0 ? 0 : EXPLICIT_BYTES);
      Body inner = step();
      bytes += inner.bytes;
      regions.addAll(inner.regions);
      if (reachable && height == base) {
        statements.add(new Statement(from, at, bytes, regions));
        regions = new ArrayList<>();
        from = at;
        bytes = 0;
      }
    }
    statements.add(new Statement(from, at, bytes, regions));
    return group(statements);
  }

  private static boolean endsBody(Opcode opcode) {
    return opcode == Opcode.END || opcode == Opcode.ELSE;
  }

  /** Outlines groups of statements until what remains is small enough, or nothing helps. */
  private Body group(List<Statement> statements) {
    List<Statement> now = statements;
    while (loopsKeptWhole == 0 && sum(now) > target) {
      List<Statement> grouped = outline(now);
      if (sum(grouped) >= sum(now)) {
        break;
      }
      now = grouped;
    }
    List<Region> regions = new ArrayList<>();
    now.forEach(each -> regions.addAll(each.regions));
    return new Body(sum(now), regions);
  }

  private static int sum(List<Statement> statements) {
    return statements.stream().mapToInt(Statement::bytes).sum();
  }

  private List<Statement> outline(List<Statement> statements) {
    List<Statement> result = new ArrayList<>();
    List<Statement> open = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Statement each = statements.get(i);
      boolean last = i == statements.size() - 1; // may leave operands
      if (last || sum(open) + each.bytes > target) {
        close(open, result);
      }
      if (last) {
        result.add(each);
      } else {
        open.add(each);
      }
    }
    return result;
  }

  private void close(List<Statement> open, List<Statement> result) {
    int bytes = sum(open);
    if (!open.isEmpty() && bytes >= Math.min(LEAST_PART_BYTES, target)) {
      List<Region> inside = new ArrayList<>();
      open.forEach(each -> inside.addAll(each.regions));
      Region region = new Region(open.getFirst().from, open.getLast().to, enclosing, inside);
      BitSet used = region.used(code);
      int call = 40 + 5 * used.cardinality() + 9 * region.written(code).cardinality();
      if (slots(used) <= MOST_LOCAL_SLOTS && call < bytes) {
        result.add(new Statement(region.from(), region.to(), call, List.of(region)));
        open.clear();
        return;
      }
    }
    result.addAll(open);
    open.clear();
  }

  private int slots(BitSet locals) {
    return locals.stream().map(i -> Kinds.of(code.localTypes.get(i)).slotSize()).sum();
  }

  /** Walks one instruction, of a block all of it; gives what is left of the bodies inside. */
  private Body step() {
    Opcode opcode = code.opcodes[at];
    if (opcode == Opcode.BLOCK || opcode == Opcode.LOOP || opcode == Opcode.IF) {
      return block(opcode);
    }
    if (reachable) {
      move(opcode);
    }
    at++;
    return new Body(0, List.of());
  }

  private Body block(Opcode opcode) {
    int start = at;
    FunctionType type = code.blockType(start);
    boolean wasReachable = reachable;
    height -= opcode == Opcode.IF ? 1 : 0;
    int base = height - type.parameters().size();
    enclosing.add(start);
    at++;
    boolean kept = opcode == Opcode.LOOP && staysWhole(code, start, code.end(start), target);
    loopsKeptWhole += kept ? 1 : 0;
    Body body = body(base);
    loopsKeptWhole -= kept ? 1 : 0;
    int bytes = body.bytes;
    List<Region> regions = new ArrayList<>(body.regions);
    if (code.opcodes[at] == Opcode.ELSE) {
      bytes += estimate(code, at);
      at++;
      reachable = wasReachable;
      height = base + type.parameters().size();
      Body otherwise = body(base);
      bytes += otherwise.bytes;
      regions.addAll(otherwise.regions);
    }
    at++;
    enclosing.removeLast();
    reachable = wasReachable;
    height = base + type.results().size();
    return new Body(bytes, wasReachable ? regions : List.of());
  }

  /** What an instruction does to the number of operands. */
  private void move(Opcode opcode) {
    Signature signature = opcode.signature();
    switch (opcode.category()) {
      case INTEGER, FLOAT, CONVERSION -> {
        height -= signature == null ? 0 : signature.pops().size();
        height++;
      }
      case CONSTANT -> height++;
      case LOAD -> {}
      case STORE -> height -= 2;
      case GLOBAL -> height += opcode == Opcode.GLOBAL_GET ? 1 : -1;
      case LOCAL -> height += opcode == Opcode.LOCAL_GET ? 1 : opcode == Opcode.LOCAL_SET ? -1 : 0;
      case PARAMETRIC -> height -= opcode == Opcode.DROP ? 1 : 2;
      case REFERENCE -> height += opcode == Opcode.REF_IS_NULL ? 0 : 1;
      case MEMORY, TABLE -> {
        height -= RareShape.operands(opcode);
        height += RareShape.hasResult(opcode) ? 1 : 0;
      }
      case CALLS -> call(opcode);
      case CONTROL -> control(opcode);
      case VECTOR -> throw new IllegalStateException("no emission: " + opcode);
    }
  }

  private void call(Opcode opcode) {
    boolean direct = opcode == Opcode.CALL || opcode == Opcode.RETURN_CALL;
    List<FunctionType> types = direct ? module.functions() : module.types();
    FunctionType type = types.get(code.indices[at]);
    List<ValueType> results = type.results();
    height += results.size() - type.parameters().size() - (direct ? 0 : 1);
    reachable = opcode == Opcode.CALL || opcode == Opcode.CALL_INDIRECT;
  }

  private void control(Opcode opcode) {
    switch (opcode) {
      case BR_IF -> height--;
      case NOP -> {}
      default -> reachable = false;
    }
  }
}
