package dev.assay.host.inspect;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.CustomSection;
import dev.assay.vm.module.ElementSegment;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ValidModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Measures a module by every limit of the engine. */
final class LimitUses {
  private final ValidModule valid;
  private final WasmModule module;

  LimitUses(ValidModule valid) {
    this.valid = valid;
    this.module = valid.module();
  }

  List<Inspection.LimitUse> all() {
    return Stream.of(Limit.values())
        .map(
            limit ->
                new Inspection.LimitUse(limit.toString(), used(limit), Limits.CONTRACT.of(limit)))
        .toList();
  }

  private long used(Limit limit) {
    return switch (limit) {
      case MODULE_BYTES -> module.bytes().length;
      case TYPES -> module.types().size();
      case PARAMETERS -> most(module.types(), type -> type.parameters().size());
      case RESULTS -> most(module.types(), type -> type.results().size());
      case IMPORTS -> module.imports().size();
      case FUNCTIONS -> module.bodies().size();
      case LOCALS -> most(module.bodies(), FunctionBody::localCount);
      case TOTAL_LOCALS -> sum(module.bodies(), FunctionBody::localCount);
      case FUNCTION_BODY_BYTES -> most(module.bodies(), body -> body.end() - body.start());
      case FUNCTION_INSTRUCTIONS -> most(module.bodies(), body -> body.facts().instructions());
      case TABLES -> module.tables().size();
      case TABLE_ELEMENTS -> sum(module.tables(), table -> table.size().minimum());
      case MEMORIES -> module.memories().size();
      case MEMORY_PAGES -> most(module.memories(), memory -> memory.size().minimum());
      case GLOBALS -> module.definedGlobals().size();
      case EXPORTS -> module.exports().size();
      case ELEMENT_SEGMENTS -> module.elements().size();
      case ELEMENTS -> sum(module.elements(), ElementSegment::count);
      case DATA_SEGMENTS -> module.data().size();
      case BRANCH_TABLE_TARGETS -> most(module.bodies(), this::branchTargets);
      case BLOCK_NESTING -> most(module.bodies(), body -> body.facts().nesting());
      case OPERAND_SLOTS -> most(module.bodies(), this::operandSlots);
      case FRAME_SLOTS -> most(module.bodies(), body -> operandSlots(body) + body.localSlots());
      case CUSTOM_SECTIONS -> module.customSections().size();
      case NAME_BYTES -> names().mapToLong(LimitUses::bytes).max().orElse(0);
    };
  }

  private static <T> long most(List<T> parts, ToLongFunction<T> count) {
    return parts.stream().mapToLong(count).max().orElse(0);
  }

  private static <T> long sum(List<T> parts, ToLongFunction<T> count) {
    return parts.stream().mapToLong(count).sum();
  }

  private long operandSlots(FunctionBody body) {
    return valid.operandSlots(body.function());
  }

  private long branchTargets(FunctionBody body) {
    InstructionReader code = InstructionReader.of(module, body);
    long most = 0;
    while (code.next()) {
      if (code.opcode() == Opcode.BR_TABLE) {
        most = Math.max(most, code.labelCount());
      }
    }
    return most;
  }

  private Stream<String> names() {
    return Stream.of(
            module.imports().stream().map(Import::module),
            module.imports().stream().map(Import::name),
            module.exports().stream().map(Export::name),
            module.customSections().stream().map(CustomSection::name))
        .flatMap(names -> names);
  }

  private static long bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
