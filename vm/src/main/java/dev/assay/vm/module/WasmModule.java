package dev.assay.vm.module;

import dev.assay.vm.Limits;
import java.util.List;
import java.util.OptionalInt;

/**
 * A decoded module: well-formed, not yet validated. Lists named after an index space hold imports
 * first and then what the module defines, so an index of the module is an index of the list.
 *
 * @param bytes the module as it came; shared, never written
 * @param limits the limits it was decoded under
 * @param sections every section in the order of the module
 * @param types the type section
 * @param imports the imports, of all kinds
 * @param functions the function index space, by type
 * @param tables the table index space
 * @param memories the memory index space
 * @param globals the global index space, by type
 * @param definedGlobals the globals that the module defines, with their initializers
 * @param exports the exports
 * @param start the start function
 * @param elements the element segments
 * @param dataCount what the data count section promises, where there is one
 * @param data the data segments
 * @param bodies the code of the functions that the module defines
 * @param customSections sections the standard does not interpret, the name section included
 * @param names names for people
 * @param danglingTypes uses of type indices beyond the type section, each of which makes the module
 *     invalid; the function that has one stands here with an empty type
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are shared by design
public record WasmModule(
    byte[] bytes,
    Limits limits,
    List<Section> sections,
    List<FunctionType> types,
    List<Import> imports,
    List<FunctionType> functions,
    List<TableType> tables,
    List<MemoryType> memories,
    List<GlobalType> globals,
    List<Global> definedGlobals,
    List<Export> exports,
    OptionalInt start,
    List<ElementSegment> elements,
    OptionalInt dataCount,
    List<DataSegment> data,
    List<FunctionBody> bodies,
    List<CustomSection> customSections,
    NameSection names,
    List<DanglingType> danglingTypes) {

  public WasmModule {
    sections = List.copyOf(sections);
    types = List.copyOf(types);
    imports = List.copyOf(imports);
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    memories = List.copyOf(memories);
    globals = List.copyOf(globals);
    definedGlobals = List.copyOf(definedGlobals);
    exports = List.copyOf(exports);
    elements = List.copyOf(elements);
    data = List.copyOf(data);
    bodies = List.copyOf(bodies);
    customSections = List.copyOf(customSections);
    danglingTypes = List.copyOf(danglingTypes);
  }

  /** How many functions are imported: the index of the first function that the module defines. */
  public int importedFunctions() {
    return functions.size() - bodies.size();
  }

  /** How many globals are imported: the index of the first global that the module defines. */
  public int importedGlobals() {
    return globals.size() - definedGlobals.size();
  }

  /** How many things of a kind are imported. */
  public int imported(ExternalKind kind) {
    int count = 0;
    for (Import each : imports) {
      if (each.type().kind() == kind) {
        count++;
      }
    }
    return count;
  }

  /** The body of a function that the module defines, by its index, imports counted. */
  public FunctionBody body(int function) {
    return bodies.get(function - importedFunctions());
  }

  /** The name of a function for people: from the name section, else an export, else its index. */
  public String functionName(int function) {
    return names.function(function).orElseGet(() -> exportedName(function));
  }

  private String exportedName(int function) {
    for (Export export : exports) {
      if (export.kind() == ExternalKind.FUNCTION && export.index() == function) {
        return export.name();
      }
    }
    return "function " + function;
  }
}
