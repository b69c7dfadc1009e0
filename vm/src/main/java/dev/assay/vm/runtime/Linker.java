package dev.assay.vm.runtime;

import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.exec.Interpreter;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.DataSegment;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.ExternalType;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an instance: resolves and checks every import, allocates, initialises globals, then active
 * element segments, then active data segments, each in order, and calls the start function.
 */
public final class Linker {
  private final CodeUnit unit;
  private final @Nullable CompiledCode compiled;
  private final WasmModule module;
  private final Store store;
  private final List<FunctionReference> functions = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<LinearMemory> memories = new ArrayList<>();
  private final List<Global> globals = new ArrayList<>();

  private Linker(CodeUnit unit, Tier tier, Store store) {
    this.unit = unit;
    this.compiled = tier == Tier.COMPILER ? unit.compiled() : null;
    this.module = unit.module();
    this.store = store;
  }

  /** Instantiates a module in a store; what has been compiled of it by now runs compiled. */
  public static Instantiation instantiate(CodeUnit unit, Imports imports, Store store) {
    return instantiate(unit, Tier.COMPILER, imports, store);
  }

  /** Instantiates a module in a store, for a tier. */
  public static Instantiation instantiate(CodeUnit unit, Tier tier, Imports imports, Store store) {
    return new Linker(unit, tier, store).instantiate(imports);
  }

  private Instantiation instantiate(Imports imports) {
    for (Import wanted : module.imports()) {
      ExternalValue found = imports.resolve(wanted);
      if (found == null || !matches(wanted.type(), found)) {
        return new Instantiation.Unlinkable(
            new LinkFailure(wanted, found == null ? null : found.type()));
      }
      add(found);
    }
    try {
      return new Instantiation.Ready(create());
    } catch (Trap trap) {
      return new Instantiation.Trapped(trap);
    }
  }

  private void add(ExternalValue found) {
    switch (found) {
      case FunctionReference function -> functions.add(sameStore(function));
      case Table table -> tables.add(table);
      case LinearMemory memory -> memories.add(memory);
      case Global global -> globals.add(global);
    }
  }

  private FunctionReference sameStore(FunctionReference function) {
    Instance owner = function.instance();
    if (owner != null && owner.store() != store) {
      throw new IllegalArgumentException("a function of an instance in another store");
    }
    return function;
  }

  private Instance create() {
    allocate();
    Instance instance =
        new Instance(
            store,
            unit,
            compiled,
            functions.toArray(FunctionReference[]::new),
            memories.toArray(LinearMemory[]::new),
            tables.toArray(Table[]::new),
            globals.toArray(Global[]::new));
    initialiseGlobals(instance);
    for (int i = 0; i < module.elements().size(); i++) {
      initialiseElements(instance, i);
    }
    for (int i = 0; i < module.data().size(); i++) {
      initialiseData(instance, i);
    }
    module.start().ifPresent(start -> Interpreter.invoke(instance, instance.function(start)));
    return instance;
  }

  private void allocate() {
    for (TableType type : module.tables().subList(tables.size(), module.tables().size())) {
      checkSize(type.size(), store.limits().tableElements(), "table elements");
      tables.add(new Table(type, store.limits().tableElements()));
    }
    for (MemoryType type : module.memories().subList(memories.size(), module.memories().size())) {
      checkSize(type.size(), store.limits().memoryPages(), "memory pages");
      LinearMemory memory = new LinearMemory(type, store.limits().memoryPages());
      store.own(memory);
      memories.add(memory);
    }
    for (dev.assay.vm.module.Global defined : module.definedGlobals()) {
      globals.add(new Global(defined.type(), 0));
    }
  }

  private static void checkSize(SizeRange size, long limit, String what) {
    if (Long.compareUnsigned(size.minimum(), limit) > 0) {
      String needed = Long.toUnsignedString(size.minimum());
      throw Trap.of(TrapCode.HOST_FAILURE, needed + " " + what + ", the limit is " + limit);
    }
  }

  private void initialiseGlobals(Instance instance) {
    int first = module.importedGlobals();
    for (int i = 0; i < module.definedGlobals().size(); i++) {
      Global global = instance.global(first + i);
      ConstantValues.into(global, instance, module.definedGlobals().get(i).initializer());
    }
  }

  private void initialiseElements(Instance instance, int segment) {
    ElementSegment elements = module.elements().get(segment);
    switch (elements.mode()) {
      case SegmentMode.Active active -> {
        long to = address(instance, active, instance.table(active.index()).wide());
        instance.initTable(active.index(), segment, to, 0, elements.count());
        instance.dropElements(segment);
      }
      case SegmentMode.Declarative declarative -> instance.dropElements(segment);
      case SegmentMode.Passive passive -> {}
    }
  }

  private void initialiseData(Instance instance, int segment) {
    DataSegment data = module.data().get(segment);
    if (data.mode() instanceof SegmentMode.Active active) {
      long to = address(instance, active, instance.memory(active.index()).wide());
      instance.initMemory(active.index(), segment, to, 0, data.length());
      instance.dropData(segment);
    }
  }

  private static long address(Instance instance, SegmentMode.Active active, boolean wide) {
    long value = ConstantValues.of(instance, active.offset());
    return wide ? value : Integer.toUnsignedLong((int) value);
  }

  private static boolean matches(ExternalType wanted, ExternalValue found) {
    return switch (wanted) {
      case FunctionType type -> found instanceof FunctionReference && type.equals(found.type());
      case GlobalType type -> found instanceof Global && type.equals(found.type());
      case TableType type ->
          found instanceof Table table
              && table.type().element().equals(type.element())
              && matches(type.size(), table.type().size());
      case MemoryType type ->
          found instanceof LinearMemory memory && matches(type.size(), memory.type().size());
    };
  }

  private static boolean matches(SizeRange wanted, SizeRange found) {
    return wanted.address() == found.address()
        && Long.compareUnsigned(found.minimum(), wanted.minimum()) >= 0
        && (wanted.maximum().isEmpty()
            || (found.maximum().isPresent()
                && Long.compareUnsigned(found.maximum().getAsLong(), wanted.maximum().getAsLong())
                    <= 0));
  }
}
