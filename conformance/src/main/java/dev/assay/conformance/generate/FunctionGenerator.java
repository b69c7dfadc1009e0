package dev.assay.conformance.generate;

import dev.assay.conformance.reference.HostInterface;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Grows one function. A budget of nodes bounds it: when it is spent, only constants and locals
 * grow. Loops count down a local of their own, so most of them end by themselves; the gas of a run
 * bounds the rest.
 */
final class FunctionGenerator {
  private static final int MOST_NESTING = 12;
  private static final List<ValueType> I32 = List.of(NumberType.I32);

  private final ModuleGenerator module;
  private final Dice dice;
  private final int index;
  private final FunctionType type;
  private final List<ValueType> locals;
  private final Accesses accesses;
  private final List<Label> branchable = new ArrayList<>();
  private int firstCounter;
  private int budget;
  private int nesting;

  FunctionGenerator(ModuleGenerator module, int index) {
    this.module = module;
    this.dice = module.dice();
    this.index = index;
    this.type = module.types().get(index);
    this.locals = new ArrayList<>(type.parameters());
    this.accesses = new Accesses(module, this::value);
    this.budget = 1 + dice.below(module.profile().functionNodes());
  }

  ModuleTree.Function function() {
    locals.addAll(module.values(dice.below(6)));
    if (dice.percent(30)) {
      locals.addAll(Collections.nCopies(WideProduct.LOCALS, NumberType.I64));
    }
    firstCounter = locals.size();
    Label whole = new Label(type.results());
    branchable.add(whole);
    List<Code> body = sequence(type.results());
    int parameters = type.parameters().size();
    List<ValueType> declared = locals.subList(parameters, locals.size());
    return new ModuleTree.Function(type, declared, whole, body);
  }

  /** Some statements, then nodes that give exactly these results. */
  private List<Code> sequence(List<ValueType> results) {
    List<Code> nodes = new ArrayList<>();
    int statements = budget > 0 ? dice.below(5) : 0;
    for (int i = 0; i < statements && budget > 0; i++) {
      nodes.add(statement());
    }
    nodes.addAll(operands(results));
    return nodes;
  }

  /** Nodes that give these values, now and then with a statement between them. */
  private List<Code> operands(List<? extends ValueType> wanted) {
    List<Code> nodes = new ArrayList<>();
    for (ValueType each : wanted) {
      if (budget > 0 && dice.percent(4)) {
        nodes.add(statement());
      }
      nodes.add(value(each));
    }
    return nodes;
  }

  private List<Code> with(List<Code> nodes, Code last) {
    List<Code> all = new ArrayList<>(nodes);
    all.add(last);
    return all;
  }

  private Code plain(Opcode opcode, List<Long> immediates, List<Code> operands, ValueType result) {
    return new Code.Plain(opcode, immediates, null, operands, List.of(result));
  }

  private Code effect(Opcode opcode, List<Long> immediates, List<Code> operands) {
    return new Code.Plain(opcode, immediates, null, operands, List.of());
  }

  // Values.

  private Code value(ValueType wanted) {
    budget--;
    if (budget <= 0 || nesting >= MOST_NESTING) {
      return leaf(wanted);
    }
    nesting++;
    Code node =
        switch (wanted) {
          case NumberType number -> number(number);
          case ReferenceType reference -> reference(reference);
        };
    nesting--;
    return node;
  }

  private Code leaf(ValueType wanted) {
    int local = localOf(wanted);
    if (local >= 0 && dice.percent(60)) {
      return plain(Opcode.LOCAL_GET, List.of((long) local), List.of(), wanted);
    }
    return constant(wanted);
  }

  private Code constant(ValueType wanted) {
    return switch (wanted) {
      case NumberType number -> module.constant(number);
      case ReferenceType reference -> nullReference(reference);
    };
  }

  private Code nullReference(ReferenceType wanted) {
    return plain(Opcode.REF_NULL, List.of((long) wanted.heap().code()), List.of(), wanted);
  }

  private Code number(NumberType wanted) {
    int choice = dice.below(100);
    if (choice < 38) {
      return compute(wanted);
    }
    if (choice < 50) {
      return module.vocabulary().loads(wanted).isEmpty() ? leaf(wanted) : accesses.load(wanted);
    }
    if (wanted == NumberType.I32 && choice < 58) {
      return count();
    }
    if (wanted == NumberType.I64 && choice < 64 && localsOf(wanted).size() >= WideProduct.LOCALS) {
      return new WideProduct(dice, localsOf(wanted), this::statement).value();
    }
    return choice < 70 ? leaf(wanted) : anyway(wanted);
  }

  private Code reference(ReferenceType wanted) {
    return switch (dice.below(5)) {
      case 0 -> nullReference(wanted);
      case 1 -> plain(Opcode.REF_FUNC, List.of(anyFunction()), List.of(), wanted);
      case 2 -> plain(Opcode.TABLE_GET, List.of(0L), List.of(accesses.tableIndex()), wanted);
      case 3 -> leaf(wanted);
      default -> anyway(wanted);
    };
  }

  /** Forms that can give a value of any type. */
  private Code anyway(ValueType wanted) {
    return switch (dice.below(12)) {
      case 0 -> leaf(wanted);
      case 1 -> tee(wanted);
      case 2 -> global(wanted);
      case 3 -> select(wanted);
      case 4, 5 -> block(List.of(wanted));
      case 6 -> conditional(List.of(wanted));
      case 7 -> loop(List.of(wanted));
      case 8, 9 -> calling(List.of(wanted));
      case 10 -> branchIf(wanted);
      default -> dice.percent(15) ? departure(List.of(wanted)) : block(List.of(wanted));
    };
  }

  private Code compute(NumberType wanted) {
    Opcode opcode = dice.pick(module.vocabulary().numeric(wanted));
    if (Vocabulary.mayOverflow(opcode) && !module.risky()) {
      return leaf(wanted);
    }
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException(opcode + " has no fixed type");
    }
    List<Code> operands = new ArrayList<>(operands(signature.pops()));
    if (Vocabulary.divides(opcode) && !module.risky()) {
      operands.set(operands.size() - 1, notZero(operands.getLast(), wanted));
    }
    return plain(opcode, lanes(opcode), operands, wanted);
  }

  private Code notZero(Code divisor, NumberType wanted) {
    boolean narrow = wanted == NumberType.I32;
    Code one = narrow ? Code.i32(1) : Code.of(Opcode.I64_CONST, 1, List.of(NumberType.I64));
    return Code.of(narrow ? Opcode.I32_OR : Opcode.I64_OR, List.of(wanted), divisor, one);
  }

  private List<Long> lanes(Opcode opcode) {
    return switch (opcode.immediates()) {
      case LANE -> List.of((long) dice.below(opcode.lanes()));
      case LANES -> List.of(dice.bits() & 0x1f1f1f1f1f1f1f1fL, dice.bits() & 0x1f1f1f1f1f1f1f1fL);
      default -> List.of();
    };
  }

  /** An element that starts out as a function with these results, if there is one. */
  private Code indexOf(int callee) {
    List<Integer> start = module.elements().getFirst().functions();
    return start.contains(callee) && !module.risky()
        ? Code.i32(start.indexOf(callee))
        : accesses.tableIndex();
  }

  /** An i32 that tells about the instance. */
  private Code count() {
    return switch (dice.below(5)) {
      case 0 -> plain(Opcode.MEMORY_SIZE, List.of(0L), List.of(), NumberType.I32);
      case 1 -> plain(Opcode.MEMORY_GROW, List.of(0L), List.of(accesses.small()), NumberType.I32);
      case 2 -> plain(Opcode.TABLE_SIZE, List.of(0L), List.of(), NumberType.I32);
      case 3 ->
          plain(
              Opcode.TABLE_GROW,
              List.of(0L),
              List.of(value(ReferenceType.FUNCREF), accesses.small()),
              NumberType.I32);
      default ->
          plain(
              Opcode.REF_IS_NULL, List.of(), List.of(value(ReferenceType.FUNCREF)), NumberType.I32);
    };
  }

  private Code tee(ValueType wanted) {
    int local = localOf(wanted);
    return local < 0
        ? leaf(wanted)
        : plain(Opcode.LOCAL_TEE, List.of((long) local), List.of(value(wanted)), wanted);
  }

  private Code global(ValueType wanted) {
    int global = globalOf(wanted, false);
    return global < 0
        ? leaf(wanted)
        : plain(Opcode.GLOBAL_GET, List.of((long) global), List.of(), wanted);
  }

  private Code select(ValueType wanted) {
    List<Code> operands = operands(List.of(wanted, wanted, NumberType.I32));
    boolean typed = !(wanted instanceof NumberType) || dice.percent(30);
    boolean allowed = module.profile().features().has(Feature.REFERENCE_TYPES);
    return plain(
        typed && allowed ? Opcode.SELECT_TYPED : Opcode.SELECT, List.of(), operands, wanted);
  }

  // Blocks.

  private Code block(List<ValueType> results) {
    return scope(Opcode.BLOCK, results, dice.percent(25) ? dice.below(3) : 0);
  }

  private Code conditional(List<ValueType> results) {
    return scope(Opcode.IF, results, dice.percent(25) ? dice.below(3) : 0);
  }

  private Code scope(Opcode opcode, List<ValueType> results, int parameterCount) {
    boolean multi = module.profile().features().has(Feature.MULTI_VALUE);
    List<ValueType> parameters = module.values(multi ? parameterCount : 0);
    List<Code> operands = operands(parameters);
    boolean isIf = opcode == Opcode.IF;
    if (isIf) {
      operands = with(operands, value(NumberType.I32));
    }
    Label label = new Label(results);
    branchable.add(label);
    List<Code> body = bodyBehind(parameters, results);
    boolean needsElse = !parameters.isEmpty() || !results.isEmpty() || dice.percent(60);
    List<Code> otherwise = isIf && needsElse ? bodyBehind(parameters, results) : null;
    branchable.removeLast();
    FunctionType blockType = new FunctionType(parameters, results);
    return new Code.Scope(opcode, label, blockType, operands, body, otherwise);
  }

  /** A body that begins with its parameters on the stack and stores or drops them. */
  private List<Code> bodyBehind(List<ValueType> parameters, List<ValueType> results) {
    List<Code> body = new ArrayList<>(unload(parameters));
    body.addAll(sequence(results));
    return body;
  }

  /** Instructions that take waiting values off the stack, the last first, into locals. */
  private List<Code> unload(List<ValueType> waiting) {
    List<Code> nodes = new ArrayList<>();
    for (ValueType each : waiting.reversed()) {
      int local = localOf(each);
      nodes.add(
          local >= 0 && dice.percent(80)
              ? effect(Opcode.LOCAL_SET, List.of((long) local), List.of())
              : effect(Opcode.DROP, List.of(), List.of()));
    }
    return nodes;
  }

  /** A block around: set the counter, then a loop that goes round while the counter lasts. */
  private Code loop(List<ValueType> results) {
    long counter = locals.size();
    locals.add(NumberType.I32);
    Label around = new Label(List.of());
    boolean wild = dice.percent(5);
    if (wild) {
      branchable.add(around);
    }
    List<Code> body = new ArrayList<>(sequence(List.of()));
    if (wild) {
      branchable.removeLast();
    }
    Code left =
        Code.of(
            Opcode.I32_SUB,
            I32,
            plain(Opcode.LOCAL_GET, List.of(counter), List.of(), NumberType.I32),
            Code.i32(1));
    Code condition = plain(Opcode.LOCAL_TEE, List.of(counter), List.of(left), NumberType.I32);
    body.add(new Code.Jump(Opcode.BR_IF, List.of(around), List.of(condition), List.of()));
    body.addAll(operands(results));
    FunctionType loopType = new FunctionType(List.of(), results);
    Code start = effect(Opcode.LOCAL_SET, List.of(counter), List.of(Code.i32(dice.between(1, 8))));
    Code loop = new Code.Scope(Opcode.LOOP, around, loopType, List.of(start), body, null);
    return loop;
  }

  // Branches.

  private Code branchIf(ValueType wanted) {
    Label target = labelOf(types -> types.equals(List.of(wanted)));
    if (target == null) {
      return leaf(wanted);
    }
    List<Code> operands = operands(List.of(wanted, NumberType.I32));
    return new Code.Jump(Opcode.BR_IF, List.of(target), operands, List.of(wanted));
  }

  /** Leaves for good: what follows is never run, so any results can be claimed. */
  private Code departure(List<ValueType> claimed) {
    int choice = dice.below(6);
    if (choice == 0 && module.risky()) {
      return new Code.Plain(Opcode.UNREACHABLE, List.of(), null, List.of(), claimed);
    }
    if (choice == 1) {
      return new Code.Plain(Opcode.RETURN, List.of(), null, operands(type.results()), claimed);
    }
    if (choice == 2 && module.profile().features().has(Feature.TAIL_CALLS)) {
      return tailCall(claimed);
    }
    Label target = dice.pick(branchable);
    if (choice < 5) {
      return new Code.Jump(Opcode.BR, List.of(target), operands(target.types()), claimed);
    }
    return branchTable(target, claimed);
  }

  private Code branchTable(Label last, List<ValueType> claimed) {
    List<Label> targets = new ArrayList<>();
    int count = dice.below(5);
    for (int i = 0; i < count; i++) {
      Label target = labelOf(types -> types.equals(last.types()));
      targets.add(target == null ? last : target);
    }
    targets.add(last);
    Code selector = dice.percent(70) ? Code.i32(dice.below(6)) : value(NumberType.I32);
    return new Code.Jump(Opcode.BR_TABLE, targets, with(operands(last.types()), selector), claimed);
  }

  private Code tailCall(List<ValueType> claimed) {
    int callee = functionGiving(type.results());
    if (callee < 0) {
      return new Code.Plain(Opcode.UNREACHABLE, List.of(), null, List.of(), claimed);
    }
    FunctionType calleeType = module.types().get(callee);
    List<Code> arguments = operands(calleeType.parameters());
    if (dice.percent(60)) {
      long function = ModuleEncoder.functionIndex(callee);
      return new Code.Plain(Opcode.RETURN_CALL, List.of(function), null, arguments, claimed);
    }
    return new Code.Plain(
        Opcode.RETURN_CALL_INDIRECT,
        List.of(0L),
        calleeType,
        with(arguments, indexOf(callee)),
        claimed);
  }

  // Calls.

  private Code calling(List<ValueType> results) {
    int choice = dice.below(10);
    if (choice < 4) {
      Code host = hostCall(results);
      if (host != null) {
        return host;
      }
    }
    int callee = functionGiving(results);
    if (callee < 0) {
      return block(results);
    }
    FunctionType calleeType = module.types().get(callee);
    List<Code> arguments = operands(calleeType.parameters());
    if (choice < 8) {
      long function = ModuleEncoder.functionIndex(callee);
      return new Code.Plain(Opcode.CALL, List.of(function), null, arguments, results);
    }
    return new Code.Plain(
        Opcode.CALL_INDIRECT, List.of(0L), calleeType, with(arguments, indexOf(callee)), results);
  }

  private @Nullable Code hostCall(List<ValueType> results) {
    List<HostInterface> fitting = new ArrayList<>();
    for (HostInterface host : HostInterface.values()) {
      boolean mayTrap = host == HostInterface.FAIL || host == HostInterface.POKE;
      if (host.type().results().equals(results) && (!mayTrap || module.risky())) {
        fitting.add(host);
      }
    }
    if (fitting.isEmpty()) {
      return null;
    }
    HostInterface host = dice.pick(fitting);
    List<Code> arguments = operands(host.type().parameters());
    return new Code.Plain(Opcode.CALL, List.of((long) host.ordinal()), null, arguments, results);
  }

  /** A function with these results: mostly a later one, seldom this or an earlier one. */
  private int functionGiving(List<ValueType> results) {
    List<Integer> fitting = new ArrayList<>();
    boolean recursive = dice.percent(12);
    for (int i = recursive ? 0 : index + 1; i < module.types().size(); i++) {
      if (module.types().get(i).results().equals(results)) {
        fitting.add(i);
      }
    }
    return fitting.isEmpty() ? -1 : dice.pick(fitting);
  }

  private long anyFunction() {
    return ModuleEncoder.functionIndex(dice.below(module.types().size()));
  }

  // Statements.

  private Code statement() {
    budget--;
    if (nesting >= MOST_NESTING) {
      return effect(Opcode.NOP, List.of(), List.of());
    }
    nesting++;
    Code node = anyStatement();
    nesting--;
    return node;
  }

  private Code anyStatement() {
    int choice = dice.below(100);
    if (choice < 20) {
      return assign();
    }
    if (choice < 30) {
      return assignGlobal();
    }
    if (choice < 45) {
      return accesses.store();
    }
    if (choice < 52) {
      return block(List.of());
    }
    if (choice < 60) {
      return conditional(List.of());
    }
    if (choice < 68) {
      return loop(List.of());
    }
    if (choice < 80) {
      return calling(List.of());
    }
    return rareStatement(choice);
  }

  private Code rareStatement(int choice) {
    if (choice < 85) {
      return accesses.bulk();
    }
    if (choice < 88) {
      return multiCall();
    }
    if (choice < 91) {
      return effect(Opcode.DROP, List.of(), List.of(value(module.value())));
    }
    if (choice < 96) {
      return leaveIf();
    }
    if (choice < 97) {
      return departure(List.of());
    }
    return effect(Opcode.NOP, List.of(), List.of());
  }

  private Code assign() {
    if (locals.isEmpty()) {
      return effect(Opcode.NOP, List.of(), List.of());
    }
    int local = dice.below(locals.size());
    // Loop counters are left alone, or loops would seldom end.
    return isCounter(local)
        ? effect(Opcode.NOP, List.of(), List.of())
        : effect(Opcode.LOCAL_SET, List.of((long) local), List.of(value(locals.get(local))));
  }

  private boolean isCounter(int local) {
    return local >= firstCounter;
  }

  private Code assignGlobal() {
    ValueType any = dice.pick(module.globals()).type().type();
    int global = globalOf(any, true);
    return global < 0
        ? assign()
        : effect(Opcode.GLOBAL_SET, List.of((long) global), List.of(value(any)));
  }

  private Code leaveIf() {
    Label target = dice.pick(branchable);
    List<Code> operands = with(operands(target.types()), value(NumberType.I32));
    Code jump = new Code.Jump(Opcode.BR_IF, List.of(target), operands, target.types());
    return target.types().isEmpty() ? jump : around(List.of(jump), target.types());
  }

  /** Calls with several results, which then go into locals or are dropped. */
  private Code multiCall() {
    List<ValueType> results = dice.pick(module.types()).results();
    List<ValueType> wanted = results.size() > 1 ? results : HostInterface.SPLIT.type().results();
    return around(List.of(calling(wanted)), wanted);
  }

  /** A statement that takes away what some nodes leave. */
  private Code around(List<Code> nodes, List<ValueType> results) {
    List<Code> body = new ArrayList<>(nodes);
    body.addAll(unload(results));
    return new Code.Scope(
        Opcode.BLOCK, new Label(List.of()), FunctionType.EMPTY, List.of(), body, null);
  }

  // What there is to choose from.

  private List<Integer> localsOf(ValueType wanted) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < locals.size(); i++) {
      if (locals.get(i).equals(wanted) && !isCounter(i)) {
        fitting.add(i);
      }
    }
    return fitting;
  }

  private int localOf(ValueType wanted) {
    List<Integer> fitting = localsOf(wanted);
    return fitting.isEmpty() ? -1 : dice.pick(fitting);
  }

  private int globalOf(ValueType wanted, boolean written) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < module.globals().size(); i++) {
      var global = module.globals().get(i).type();
      if (global.type().equals(wanted) && (global.mutable() || !written)) {
        fitting.add(i);
      }
    }
    return fitting.isEmpty() ? -1 : dice.pick(fitting);
  }

  private @Nullable Label labelOf(Predicate<List<ValueType>> wanted) {
    List<Label> fitting = branchable.stream().filter(label -> wanted.test(label.types())).toList();
    return fitting.isEmpty() ? null : dice.pick(fitting);
  }
}
