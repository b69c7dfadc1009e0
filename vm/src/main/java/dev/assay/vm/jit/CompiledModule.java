package dev.assay.vm.jit;

import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.exec.CompiledRun;
import dev.assay.vm.exec.GeneratedFunctions;
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
  private final GeneratedFunctions[] groups;
  private final int[] groupOf;
  private final int[][] sites;
  private final @Nullable Refusal[] refusals;
  private final int spillSlots;
  private final boolean exactMemory;
  private final long mostLease;
  private final long bytes;

  private CompiledModule(
      GeneratedFunctions[] groups,
      int[] groupOf,
      int[][] sites,
      @Nullable Refusal[] refusals,
      int spillSlots,
      boolean exactMemory,
      long mostLease,
      long bytes) {
    this.mostLease = mostLease;
    this.exactMemory = exactMemory;
    this.spillSlots = spillSlots;
    this.groups = groups;
    this.groupOf = groupOf;
    this.sites = sites;
    this.refusals = refusals;
    this.bytes = bytes;
  }

  static CompiledModule load(
      Map<String, byte[]> classes,
      int[] groupOf,
      int[][] sites,
      @Nullable Refusal[] refusals,
      int spillSlots,
      boolean exactMemory,
      long mostLease) {
    GeneratedLoader loader = new GeneratedLoader(classes);
    List<GeneratedFunctions> groups = new ArrayList<>();
    int count = Arrays.stream(groupOf).max().orElse(-1) + 1;
    for (int i = 0; i < count; i++) {
      groups.add(loader.functions(Names.PACKAGE + Names.group(i).displayName()));
    }
    long bytes = classes.values().stream().mapToLong(b -> b.length).sum();
    return new CompiledModule(
        groups.toArray(GeneratedFunctions[]::new),
        groupOf.clone(),
        sites,
        refusals,
        spillSlots,
        exactMemory,
        mostLease,
        bytes);
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
  public long sizeBytes() {
    return bytes;
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
  public long mostLease() {
    return mostLease;
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
