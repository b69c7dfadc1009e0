package dev.assay.vm.runtime;

import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.exec.Interpreter;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A module that runs: its code, and the memories, tables, globals and functions it sees under the
 * module's indices. One thread at a time may call it.
 */
public final class Instance {
  private final Store store;
  private final CodeUnit unit;
  private final @Nullable CompiledCode compiled;
  private final int number;
  private final FunctionReference[] importedFunctions;
  private final LinearMemory[] memories;
  private final Table[] tables;
  private final Global[] globals;
  private final boolean[] droppedData;
  private final boolean[] droppedElements;

  Instance(
      Store store,
      CodeUnit unit,
      @Nullable CompiledCode compiled,
      FunctionReference[] importedFunctions,
      LinearMemory[] memories,
      Table[] tables,
      Global[] globals) {
    this.store = store;
    this.unit = unit;
    this.compiled = compiled;
    this.importedFunctions = importedFunctions;
    this.memories = memories;
    this.tables = tables;
    this.globals = globals;
    this.droppedData = new boolean[unit.module().data().size()];
    this.droppedElements = new boolean[unit.module().elements().size()];
    this.number = store.enrol(this);
  }

  /** The store it lives in. */
  public Store store() {
    return store;
  }

  /** Its translated code. */
  public CodeUnit unit() {
    return unit;
  }

  /**
   * The compiled functions of its code that it can run, or null; the same from its making to its
   * end, whatever is compiled meanwhile.
   */
  public @Nullable CompiledCode compiled() {
    boolean fits =
        compiled == null || !compiled.needsExactMemory() || !hasMemory() || memories[0].isExact();
    return fits ? compiled : null;
  }

  /** Its module. */
  public WasmModule module() {
    return unit.module();
  }

  /**
   * Calls an exported function.
   *
   * @param arguments one slot per argument (two for a v128), as in {@link HostFunction}
   * @return one slot per result, likewise
   * @throws dev.assay.vm.exec.Trap when the guest traps
   * @throws NoSuchElementException when no function of that name is exported
   * @throws IllegalArgumentException when the number of slots is wrong
   */
  public long[] invoke(String export, long... arguments) {
    if (export(export) instanceof FunctionReference function) {
      return Interpreter.invoke(this, function, arguments);
    }
    throw new NoSuchElementException("no exported function " + export);
  }

  /** Calls a function by its index; otherwise like {@link #invoke(String, long...)}. */
  public long[] invoke(int function, long... arguments) {
    return Interpreter.invoke(this, function(function), arguments);
  }

  /** What it exports under a name, or null. */
  public @Nullable ExternalValue export(String name) {
    Export export = unit.export(name);
    if (export == null) {
      return null;
    }
    return switch (export.kind()) {
      case FUNCTION -> function(export.index());
      case MEMORY -> memories[export.index()];
      case TABLE -> tables[export.index()];
      case GLOBAL -> globals[export.index()];
    };
  }

  /** The exported memory of a name. */
  public LinearMemory exportedMemory(String name) {
    if (export(name) instanceof LinearMemory memory) {
      return memory;
    }
    throw new NoSuchElementException("no exported memory " + name);
  }

  /** The function with an index; imports lead to where they come from. */
  public FunctionReference function(int index) {
    return index < importedFunctions.length
        ? importedFunctions[index]
        : FunctionReference.of(this, index);
  }

  /** The type of the function with an index. */
  public FunctionType functionType(int index) {
    return module().functions().get(index);
  }

  /** The memory with an index. */
  public LinearMemory memory(int index) {
    return memories[index];
  }

  /** Whether there is a memory 0. */
  public boolean hasMemory() {
    return memories.length > 0;
  }

  /** The table with an index. */
  public Table table(int index) {
    return tables[index];
  }

  /** The global with an index. */
  public Global global(int index) {
    return globals[index];
  }

  /** The globals in index order, for engines; shared. */
  public Global[] globals() {
    return globals;
  }

  /**
   * The handle of a function: what a funcref is at run time. A function of an instance has the same
   * handle wherever it was imported; it is never 0.
   */
  public long handle(int function) {
    if (function < importedFunctions.length) {
      FunctionReference target = importedFunctions[function];
      Instance owner = target.instance();
      if (owner != null && owner.store == store) {
        return owner.handle(target.index());
      }
    }
    return ((long) number << Integer.SIZE) | (function + 1);
  }

  /** The function that a handle of this instance's store stands for. */
  public FunctionReference function(long handle) {
    return store.instance((int) (handle >>> Integer.SIZE)).function((int) handle - 1);
  }

  /** Whether a handle stands for a function of this instance's own index space. */
  public boolean owns(long handle) {
    return (int) (handle >>> Integer.SIZE) == number;
  }

  /** Copies from a data segment; traps when it does not fit. */
  public void initMemory(int memory, int segment, long to, long from, long length) {
    var data = module().data().get(segment);
    int size = droppedData[segment] ? 0 : data.length();
    memories[memory].init(to, module().bytes(), data.start(), size, from, length);
  }

  /** Copies from an element segment; traps when it does not fit. */
  public void initTable(int table, int segment, long to, long from, long count) {
    long[] handles =
        droppedElements[segment] ? new long[0] : ConstantValues.elements(this, segment);
    tables[table].init(to, handles, from, count);
  }

  /** Makes a data segment empty. */
  public void dropData(int segment) {
    droppedData[segment] = true;
  }

  /** Makes an element segment empty. */
  public void dropElements(int segment) {
    droppedElements[segment] = true;
  }

  /** How many functions, tables, memories or globals it has, imports counted. */
  public int count(ExternalKind kind) {
    return switch (kind) {
      case FUNCTION -> module().functions().size();
      case TABLE -> tables.length;
      case MEMORY -> memories.length;
      case GLOBAL -> globals.length;
    };
  }
}
