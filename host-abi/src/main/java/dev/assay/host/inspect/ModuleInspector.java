package dev.assay.host.inspect;

import dev.assay.host.code.Activation;
import dev.assay.host.code.RefusedProgram;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.metering.Ink;
import dev.assay.state.types.Bytes;
import dev.assay.vm.Limits;
import dev.assay.vm.code.Disassembler;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.ExternalType;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.Section;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ModuleValidator;
import dev.assay.vm.validate.ValidModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at modules without running them. */
public final class ModuleInspector {
  private ModuleInspector() {}

  /** Everything there is to say about a module. */
  public static Inspection inspect(byte[] bytes) {
    try {
      return report(bytes);
    } catch (ModuleError error) {
      return new Inspection.Refused(error.getMessage());
    }
  }

  /**
   * The instructions of a function as text.
   *
   * @param function its index, imports counted, or its name
   * @return nothing when the module defines no such function or is refused
   */
  public static Optional<String> disassemble(byte[] bytes, String function) {
    try {
      WasmModule module = load(bytes).module();
      OptionalInt index = find(module, function);
      return index.isEmpty()
          ? Optional.empty()
          : Optional.of(Disassembler.disassemble(module, index.getAsInt()));
    } catch (ModuleError _) {
      return Optional.empty(); // a refusal is what inspect is there to explain
    }
  }

  private static OptionalInt find(WasmModule module, String function) {
    for (FunctionBody body : module.bodies()) {
      int index = body.function();
      if (function.equals(Integer.toString(index)) || function.equals(module.functionName(index))) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  private static ValidModule load(byte[] bytes) {
    return ModuleValidator.validate(
        ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE));
  }

  private static Inspection.Report report(byte[] bytes) {
    ValidModule valid = load(bytes);
    WasmModule module = valid.module();
    return new Inspection.Report(
        bytes.length,
        imports(module),
        exports(module),
        features(bytes),
        new LimitUses(valid).all(),
        sections(module),
        functions(valid),
        GasSchedules.ALL.stream().map(schedule -> activate(bytes, schedule)).toList());
  }

  private static List<Inspection.Item> imports(WasmModule module) {
    return module.imports().stream().map(i -> item(i.module() + "." + i.name(), i.type())).toList();
  }

  private static List<Inspection.Item> exports(WasmModule module) {
    return module.exports().stream()
        .map(export -> item(export.name(), type(module, export.kind(), export.index())))
        .toList();
  }

  private static Inspection.Item item(String name, ExternalType type) {
    return new Inspection.Item(name, type.kind().toString(), text(type));
  }

  private static ExternalType type(WasmModule module, ExternalKind kind, int index) {
    return switch (kind) {
      case FUNCTION -> module.functions().get(index);
      case TABLE -> module.tables().get(index);
      case MEMORY -> module.memories().get(index);
      case GLOBAL -> module.globals().get(index);
    };
  }

  private static String text(ExternalType type) {
    return switch (type) {
      case FunctionType function -> function.toString();
      case TableType table -> table.element() + " " + table.size();
      case MemoryType memory -> memory.size() + " pages";
      case GlobalType global -> (global.mutable() ? "mutable " : "") + global.type();
    };
  }

  private static List<String> features(byte[] bytes) {
    return ModuleDecoder.featuresUsed(bytes, Limits.WIDE).features().stream()
        .filter(feature -> feature != Feature.MVP)
        .map(Feature::label)
        .toList();
  }

  private static List<Inspection.SectionSize> sections(WasmModule module) {
    List<Inspection.SectionSize> sizes = new ArrayList<>();
    int custom = 0;
    for (Section section : module.sections()) {
      String name = section.id().toString();
      if (section.id() == SectionId.CUSTOM) {
        CustomSection content = module.customSections().get(custom++);
        name += " \"" + content.name() + "\"";
      }
      sizes.add(new Inspection.SectionSize(name, section.start(), section.length()));
    }
    return sizes;
  }

  private static List<Inspection.FunctionSize> functions(ValidModule valid) {
    WasmModule module = valid.module();
    return module.bodies().stream()
        .map(
            body ->
                new Inspection.FunctionSize(
                    body.function(),
                    module.functionName(body.function()),
                    body.type().toString(),
                    body.end() - body.start(),
                    body.facts().instructions(),
                    body.localCount(),
                    valid.operandSlots(body.function())))
        .toList();
  }

  private static Inspection.Answer activate(byte[] bytes, GasSchedule schedule) {
    long[] ink = new long[1];
    Activation activation =
        new Activation(schedule, address -> Bytes.EMPTY, more -> ink[0] = Ink.plus(ink[0], more));
    String refusal = "";
    String reentrancy = "";
    try {
      reentrancy = activation.activate(Bytes.wrap(bytes)).policy().text();
    } catch (RefusedProgram refused) {
      refusal = refused.reason();
    }
    return new Inspection.Answer(schedule.name(), refusal, Ink.toGasCeil(ink[0]), reentrancy);
  }
}
