package dev.assay.vm.jit;

import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.exec.CompiledRun;
import dev.assay.vm.exec.GeneratedFunctions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled functions of a module, in classes of a loader of their own: they can be unloaded as
 * soon as nobody holds this object.
 */
public final class CompiledModule implements CompiledCode {
  /** What the JVM keeps of a class beside its bytes: its methods twice, as bytecode and as code. */
  private static final int JVM_FACTOR = 4;

  private final GeneratedFunctions[] groups;
  private final int[] groupOf;
  private final int[][] sites;
  private final @Nullable Refusal[] refusals;
  private final int spillSlots;
  private final boolean exactMemory;
  private final Map<String, byte[]> classes;

  private CompiledModule(
      GeneratedFunctions[] groups,
      int[] groupOf,
      int[][] sites,
      @Nullable Refusal[] refusals,
      int spillSlots,
      boolean exactMemory,
      Map<String, byte[]> classes) {
    this.exactMemory = exactMemory;
    this.spillSlots = spillSlots;
    this.groups = groups;
    this.groupOf = groupOf;
    this.sites = sites;
    this.refusals = refusals;
    this.classes = classes;
  }

  static CompiledModule load(
      Map<String, byte[]> classes,
      int[] groupOf,
      int[][] sites,
      @Nullable Refusal[] refusals,
      int spillSlots,
      boolean exactMemory) {
    GeneratedLoader loader = new GeneratedLoader(classes);
    List<GeneratedFunctions> groups = new ArrayList<>();
    int count = Arrays.stream(groupOf).max().orElse(-1) + 1;
    for (int i = 0; i < count; i++) {
      groups.add(loader.functions(Names.PACKAGE + Names.group(i).displayName()));
    }
    return new CompiledModule(
        groups.toArray(GeneratedFunctions[]::new),
        groupOf.clone(),
        sites,
        refusals,
        spillSlots,
        exactMemory,
        classes);
  }

  @Override
  public boolean contains(int definedFunction) {
    return groupOf[definedFunction] >= 0;
  }

  /** Why a function was not compiled, or null; counted without imports. */
  public @Nullable Refusal refusal(int definedFunction) {
    return refusals[definedFunction];
  }

  /** Bytes of the classes. */
  public long classBytes() {
    return classes.values().stream().mapToLong(each -> each.length).sum();
  }

  @Override
  public long sizeBytes() {
    long words = Arrays.stream(sites).mapToLong(each -> each.length).sum() + groupOf.length;
    return JVM_FACTOR * classBytes() + Integer.BYTES * words;
  }

  /** How many functions were compiled. */
  public int functions() {
    return (int) Arrays.stream(groupOf).filter(group -> group >= 0).count();
  }

  /** All it consists of, for {@link CompiledForm}. */
  void write(CompiledForm.Writer out) {
    out.classes(classes);
    out.numbers(groupOf);
    for (int i = 0; i < groupOf.length; i++) {
      Refusal refusal = refusals[i];
      out.numbers(sites[i]);
      out.number(refusal == null ? -1 : refusal.ordinal());
    }
    out.number(spillSlots);
    out.number(exactMemory ? 1 : 0);
  }

  /** What {@link #write} wrote, of a module with so many functions. */
  static CompiledModule read(CompiledForm.Reader in, int functions) throws IOException {
    Map<String, byte[]> classes = in.classes();
    int[] groupOf = in.numbers();
    if (groupOf.length != functions) {
      throw new IOException(groupOf.length + " functions, expected " + functions);
    }
    int[][] sites = new int[functions][];
    @Nullable Refusal[] refusals = new Refusal[functions];
    for (int i = 0; i < functions; i++) {
      sites[i] = in.numbers();
      int refusal = in.number();
      refusals[i] = refusal < 0 ? null : Refusal.values()[refusal];
    }
    int spillSlots = in.number();
    boolean exactMemory = in.number() != 0;
    return load(classes, groupOf, sites, refusals, spillSlots, exactMemory);
  }

  @Override
  public void call(
      int definedFunction, long[] frame, int base, CompiledRun run, long gas, int slots) {
    groups[groupOf[definedFunction]].call(definedFunction, frame, base, run, gas, slots);
  }

  @Override
  public boolean needsExactMemory() {
    return exactMemory;
  }

  @Override
  public int spillSlots() {
    return spillSlots;
  }

  @Override
  public int offset(int definedFunction, int site) {
    return sites[definedFunction][site - 1];
  }

  @Override
  public int siteOf(IndexOutOfBoundsException thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      String name = frame.getClassName();
      if (!isCheck(name)) {
        return name.startsWith(Names.PACKAGE) ? frame.getLineNumber() : 0;
      }
    }
    return 0;
  }

  private static boolean isCheck(String className) {
    return className.equals("java.util.Objects")
        || className.startsWith("jdk.internal.util.Preconditions")
        || className.startsWith("java.lang.invoke.");
  }
}
