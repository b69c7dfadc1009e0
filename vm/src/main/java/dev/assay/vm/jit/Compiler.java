package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.GeneratedFunctions;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.ResourceLimits;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles the functions of a module. */
public final class Compiler {
  /** HotSpot compiles no longer method. */
  static final int MOST_METHOD_BYTES = 8_000;

  /** Parts that are asked for before a function counts as too large. */
  private static final int LEAST_PART_BYTES = 1_000;

  /** What a frame takes of the JVM's stack, at most, beside its places: measured. */
  private static final int FRAME_BYTES = 200;

  /** What a local variable takes, of which a long has two: the most is HotSpot's interpreter's. */
  private static final int BYTES_PER_LOCAL = 9;

  /** What an operand takes, of which a long has two: the most is its first compiler's. */
  private static final int BYTES_PER_OPERAND = 13;

  /** Functions of one class, so that its dispatch method stays small. */
  private static final int GROUP_FUNCTIONS = 100;

  /** The most cases of an indirect call's method; others go through the interpreter's door. */
  private static final int MOST_CASES = 200;

  /**
   * Instructions of the functions that are compiled, all together: seconds of work. What comes
   * after them in a larger module stays interpreted; a contract is never that large.
   */
  static final long MOST_INSTRUCTIONS = 4_000_000;

  private static final ClassDesc GENERATED =
      GeneratedFunctions.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc CALL =
      MethodTypeDesc.of(CD_void, CD_int, CD_long.arrayType(), CD_int, Kinds.RUN, CD_long, CD_int);
  private static final MethodTypeDesc CROSS = MethodTypeDesc.of(CD_void, CD_int, CD_long, CD_int);
  private static final int STATIC = ClassFile.ACC_STATIC;
  private static final int PUBLIC = ClassFile.ACC_PUBLIC;

  private final CodeUnit unit;
  private final WasmModule module;
  private final @Nullable FunctionCode[] codes;
  private final @Nullable Refusal[] refusals;
  private final @Nullable Region[] roots;
  private final int[] groups;
  private final boolean exactMemory;
  private final int[] partBytes;
  private int spillSlots;

  private Compiler(CodeUnit unit, boolean exactMemory, int partBytes) {
    this.exactMemory = exactMemory;
    this.unit = unit;
    this.module = unit.module();
    int count = module.bodies().size();
    this.codes = new FunctionCode[count];
    this.refusals = new Refusal[count];
    this.roots = new Region[count];
    this.groups = new int[count];
    this.partBytes = new int[count];
    Arrays.fill(this.partBytes, partBytes);
  }

  /**
   * Compiles what can be compiled of a module.
   *
   * @param exactMemory whether it will run only where memory 0 is exact
   */
  public static CompiledModule compile(CodeUnit unit, boolean exactMemory) {
    return compile(unit, exactMemory, Splitter.TARGET_BYTES, MOST_INSTRUCTIONS);
  }

  /**
   * Compiles so many instructions at most.
   *
   * @param partBytes about how long the parts of large functions become
   */
  static CompiledModule compile(
      CodeUnit unit, boolean exactMemory, int partBytes, long mostInstructions) {
    Compiler compiler = new Compiler(unit, exactMemory, partBytes);
    compiler.select(mostInstructions);
    CompiledModule compiled = compiler.emit();
    while (compiled == null) {
      compiled = compiler.emit();
    }
    return compiled;
  }

  private void select(long mostInstructions) {
    long instructions = 0;
    for (int i = 0; i < codes.length; i++) {
      FunctionBody body = module.bodies().get(i);
      instructions += body.facts().instructions();
      if (instructions > mostInstructions) {
        refusals[i] = Refusal.BUDGET;
        continue;
      }
      FunctionCode code = FunctionCode.of(unit, body);
      refusals[i] = code.refusal(unit);
      codes[i] = code;
    }
  }

  /** Emits everything; null when a function turned out too large, which is seen to next time. */
  private @Nullable CompiledModule emit() {
    group();
    Sites sites = new Sites(codes.length);
    Names names = new Names(unit, groups, exactMemory);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    int groupCount = Arrays.stream(groups).max().orElse(-1) + 1;
    boolean complete = true;
    for (int group = 0; group < groupCount; group++) {
      byte[] bytes = emitGroup(names, group, sites);
      complete &= bytes != null && refuseLarge(bytes);
      if (bytes != null) {
        classes.put(Names.group(group).displayName(), bytes);
      }
    }
    if (!complete) {
      return null;
    }
    classes.put(Names.SHARED.displayName(), emitShared(names));
    return CompiledModule.load(
        classes, groups, sites.toArrays(), refusals, spillSlots, exactMemory);
  }

  private void group() {
    int next = 0;
    for (int i = 0; i < groups.length; i++) {
      groups[i] = refusals[i] == null ? next++ / GROUP_FUNCTIONS : -1;
    }
  }

  /**
   * Sees to the functions of a class whose methods are too long or deep; false when there are any.
   */
  private boolean refuseLarge(byte[] bytes) {
    boolean fine = true;
    Map<String, Integer> frames = new LinkedHashMap<>();
    for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
      String name = method.methodName().stringValue();
      if (name.startsWith("function") && method.code().orElse(null) instanceof CodeAttribute code) {
        frames.put(name, frameBytes(code));
        if (code.codeLength() > MOST_METHOD_BYTES) {
          splitMore(Names.defined(name));
          fine = false;
        }
      }
    }
    for (int i = 0; i < roots.length; i++) {
      Region root = roots[i];
      if (root != null && frames.containsKey(Names.function(i)) && isTooDeep(i, root, frames)) {
        refusals[i] = Refusal.STACK;
        fine = false;
      }
    }
    return fine;
  }

  /** Asks for smaller parts of a function, or refuses it when they are as small as they get. */
  private void splitMore(int defined) {
    partBytes[defined] /= 2;
    if (partBytes[defined] < LEAST_PART_BYTES) {
      refusals[defined] = Refusal.SIZE;
    }
  }

  private static int frameBytes(CodeAttribute code) {
    return FRAME_BYTES + BYTES_PER_LOCAL * code.maxLocals() + BYTES_PER_OPERAND * code.maxStack();
  }

  private boolean isTooDeep(int defined, Region root, Map<String, Integer> frames) {
    int own = frames.getOrDefault(Names.function(defined), 0);
    int room = unit.callWeight(defined) * ResourceLimits.JAVA_BYTES_PER_SLOT;
    return own + deepest(defined, root, frames) > room;
  }

  /** What the parts of a region that stand on the stack at once take of it. */
  private static int deepest(int defined, Region region, Map<String, Integer> frames) {
    int most = 0;
    for (Region child : region.children()) {
      int own = frames.getOrDefault(Names.part(defined, child), 0);
      most = Math.max(most, own + deepest(defined, child, frames));
    }
    return most;
  }

  private byte @Nullable [] emitGroup(Names names, int group, Sites sites) {
    return ClassFile.of()
        .build(
            Names.group(group),
            type -> {
              type.withSuperclass(GENERATED).withFlags(PUBLIC | ClassFile.ACC_FINAL);
              emitConstructor(type);
              emitDispatch(type, names, group);
              for (int i = 0; i < groups.length; i++) {
                FunctionCode code = codes[i];
                if (groups[i] == group && code != null) {
                  emitFunction(type, names, code, sites);
                }
              }
            });
  }

  private void emitFunction(ClassBuilder type, Names names, FunctionCode code, Sites sites) {
    int defined = code.body.function() - module.importedFunctions();
    Region root = Splitter.split(module, code, partBytes[defined]);
    roots[defined] = root;
    Map<Region, Part> parts = new LinkedHashMap<>();
    List<Region> regions = root.inner();
    code.products = ProductFinder.of(module, code, regions);
    Liveness liveness = Liveness.at(code, Liveness.places(code, regions));
    for (Region region : regions) {
      Part part = new Part(code, region, liveness);
      spillSlots = Math.max(spillSlots, part.spillSlots());
      parts.put(region, part);
      type.withMethodBody(
          part.name(names),
          part.type(),
          STATIC,
          out -> new FunctionEmitter(names, code, region, parts, sites, out).emitPart(part));
    }
    type.withMethodBody(
        Names.function(code.body.function() - module.importedFunctions()),
        Names.functionType(code.body.type()),
        STATIC,
        out -> new FunctionEmitter(names, code, root, parts, sites, out).emit());
  }

  private static void emitConstructor(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        PUBLIC,
        out ->
            out.aload(0)
                .invokespecial(GENERATED, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
  }

  /** The method behind {@link GeneratedFunctions#call}. */
  private void emitDispatch(ClassBuilder type, Names names, int group) {
    type.withMethodBody(
        "call",
        CALL,
        PUBLIC,
        out -> {
          List<SwitchCase> cases = new ArrayList<>();
          Label other = out.newLabel();
          for (int i = 0; i < groups.length; i++) {
            if (groups[i] == group) {
              cases.add(SwitchCase.of(i, out.newLabel()));
            }
          }
          out.iload(1).lookupswitch(other, cases);
          for (SwitchCase each : cases) {
            out.labelBinding(each.target());
            emitCase(out, names, each.caseValue());
          }
          out.labelBinding(other).return_();
        });
  }

  private void emitCase(CodeBuilder out, Names names, int defined) {
    FunctionType type = module.bodies().get(defined).type();
    for (int i = 0; i < type.parameters().size(); i++) {
      out.aload(2).iload(3).loadConstant(i).iadd().laload();
      Kinds.fromSlot(out, Kinds.of(type.parameters().get(i)));
    }
    out.aload(4).lload(5).iload(7);
    out.invokestatic(
        Names.group(names.groups()[defined]), Names.function(defined), Names.functionType(type));
    TypeKind result = Kinds.result(type);
    if (result != TypeKind.VOID) {
      Kinds.toSlot(out, result);
      out.lstore(8).aload(2).iload(3).lload(8).lastore();
    } else if (!type.results().isEmpty()) {
      out.aload(4).aload(2).iload(3).loadConstant(type.results().size());
      out.invokevirtual(
          Kinds.RUN, "copyPassed", MethodTypeDesc.of(CD_void, CD_long.arrayType(), CD_int, CD_int));
    }
    out.return_();
  }

  // What all groups share.

  private byte[] emitShared(Names names) {
    SortedSet<Integer> types = passableTypes();
    return ClassFile.of()
        .build(
            Names.SHARED,
            type -> {
              type.withFlags(PUBLIC | ClassFile.ACC_FINAL);
              for (int number : types) {
                FunctionType function = module.types().get(number);
                type.withMethodBody(
                    Names.bridge(number),
                    Names.bridgeType(function),
                    STATIC,
                    out -> emitBridge(out, function));
                type.withMethodBody(
                    Names.indirect(number),
                    Names.indirectType(function),
                    STATIC,
                    out -> emitIndirect(out, names, number, function));
              }
            });
  }

  /** The types, by their numbers, whose values compiled code can pass. */
  private SortedSet<Integer> passableTypes() {
    SortedSet<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < module.types().size(); i++) {
      FunctionType type = module.types().get(i);
      if (!Kinds.hasVector(type)
          && Kinds.parameterSlots(type) <= FunctionEmitter.MOST_PARAMETER_SLOTS) {
        numbers.add(unit.typeNumber(i));
      }
    }
    return numbers;
  }

  /** Passes arguments on, leaves compiled code, returns with the result. */
  private static void emitBridge(CodeBuilder out, FunctionType type) {
    int next = 0;
    int run = Kinds.parameterSlots(type);
    for (int i = 0; i < type.parameters().size(); i++) {
      TypeKind kind = Kinds.of(type.parameters().get(i));
      out.loadLocal(kind, next);
      Kinds.toSlot(out, kind);
      out.aload(run).loadConstant(i);
      out.invokestatic(Kinds.RUN, "pass", MethodTypeDesc.of(CD_void, CD_long, Kinds.RUN, CD_int));
      next += kind.slotSize();
    }
    out.aload(run).iload(run + 4).lload(run + 1).iload(run + 3);
    out.invokevirtual(Kinds.RUN, "cross", CROSS);
    TypeKind result = Kinds.result(type);
    if (result != TypeKind.VOID) {
      out.aload(run).iconst_0();
      out.invokevirtual(Kinds.RUN, "passed", MethodTypeDesc.of(CD_long, CD_int));
      Kinds.fromSlot(out, result);
    }
    out.return_(result);
  }

  /** Calls the function of a type that has an index. */
  private void emitIndirect(CodeBuilder out, Names names, int number, FunctionType type) {
    int index = Kinds.parameterSlots(type);
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < groups.length && cases.size() < MOST_CASES; i++) {
      int function = i + module.importedFunctions();
      if (groups[i] >= 0 && unit.functionTypeNumber(function) == number) {
        cases.add(SwitchCase.of(function, out.newLabel()));
      }
    }
    Label other = out.newLabel();
    out.iload(index).lookupswitch(other, cases);
    for (SwitchCase each : cases) {
      out.labelBinding(each.target());
      pushArguments(out, type);
      out.aload(index + 1).lload(index + 2).iload(index + 4);
      int defined = each.caseValue() - module.importedFunctions();
      out.invokestatic(
          Names.group(names.groups()[defined]), Names.function(defined), Names.functionType(type));
      out.return_(Kinds.result(type));
    }
    out.labelBinding(other);
    pushArguments(out, type);
    out.aload(index + 1).lload(index + 2).iload(index + 4).iload(index);
    out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    out.return_(Kinds.result(type));
  }

  private static void pushArguments(CodeBuilder out, FunctionType type) {
    int next = 0;
    for (var parameter : type.parameters()) {
      TypeKind kind = Kinds.of(parameter);
      out.loadLocal(kind, next);
      next += kind.slotSize();
    }
  }
}
