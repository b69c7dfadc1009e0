package dev.assay.conformance.reference;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.DataSegment;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.SegmentMode;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The memories of the naive machine, its data segments, and what instructions do with them. */
final class ReferenceMemories {
  private final WasmModule module;
  private final ValueStack stack;
  private final ToLongFunction<Instruction> length;
  private final Function<List<Instruction>, Value> constant;
  private final ReferenceMemory[] memories;
  private final boolean[] dropped;

  /**
   * @param length takes the length that an instruction works on off the stack and pays for it
   * @param constant the value of an initializer
   */
  ReferenceMemories(
      WasmModule module,
      ResourceLimits limits,
      ValueStack stack,
      ToLongFunction<Instruction> length,
      Function<List<Instruction>, Value> constant) {
    this.module = module;
    this.stack = stack;
    this.length = length;
    this.constant = constant;
    this.dropped = new boolean[module.data().size()];
    this.memories =
        module.memories().stream()
            .map(type -> new ReferenceMemory(type, limits.memoryPages()))
            .toArray(ReferenceMemory[]::new);
  }

  /** Places the active segments. */
  void fill() {
    for (int i = 0; i < dropped.length; i++) {
      DataSegment segment = module.data().get(i);
      if (segment.mode() instanceof SegmentMode.Active active) {
        Value offset = constant.apply(Instruction.read(module, active.offset()));
        long to = offset.low() & 0xffff_ffffL;
        int size = segment.length();
        memories[active.index()].write(to, module.bytes(), segment.start(), 0, size, size);
        dropped[i] = true;
      }
    }
  }

  /** The one that the host reaches. */
  ReferenceMemory first() {
    return memories[0];
  }

  String digest() {
    StringBuilder all = new StringBuilder();
    for (ReferenceMemory each : memories) {
      all.append(State.digest(each.bytes(), each.sizeBytes()));
    }
    return all.toString();
  }

  private long address(Instruction instruction) {
    return stack.popIndex() + instruction.low();
  }

  void load(Instruction instruction) {
    Opcode opcode = instruction.opcode();
    NumberType result = ReferenceMachine.result(opcode);
    ReferenceMemory memory = memories[instruction.index()];
    if (result == NumberType.V128) {
      Value into = Vectors.isLane(opcode) ? stack.pop() : Value.v128(0, 0);
      stack.push(Vectors.load(instruction, memory, address(instruction), into));
      return;
    }
    long bits = memory.load(address(instruction), opcode.width());
    boolean signed = opcode.mnemonic().endsWith("_s");
    int unused = Long.SIZE - 8 * opcode.width();
    stack.push(Value.of(result, signed ? bits << unused >> unused : bits));
  }

  void store(Instruction instruction) {
    Opcode opcode = instruction.opcode();
    ReferenceMemory memory = memories[instruction.index()];
    Value value = stack.pop();
    long address = address(instruction);
    if (value.type() == NumberType.V128) {
      Vectors.store(instruction, memory, address, value);
    } else {
      memory.store(address, opcode.width(), value.low());
    }
  }

  void step(Instruction instruction) {
    switch (instruction.opcode()) {
      case MEMORY_SIZE -> stack.push(Value.i32(memories[instruction.index()].pages()));
      case MEMORY_GROW -> {
        long delta = length.applyAsLong(instruction);
        stack.push(Value.i32(memories[instruction.index()].grow(delta)));
      }
      case DATA_DROP -> dropped[instruction.index()] = true;
      case MEMORY_FILL -> {
        ReferenceMemory memory = memories[instruction.index()];
        long count = length.applyAsLong(instruction);
        byte value = (byte) stack.popI32();
        int start = memory.checked(stack.popIndex(), count);
        Arrays.fill(memory.bytes(), start, start + (int) count, value);
      }
      case MEMORY_COPY -> {
        long count = length.applyAsLong(instruction);
        long from = stack.popIndex();
        long to = stack.popIndex();
        byte[] bytes = memories[instruction.index2()].bytes().clone();
        memories[instruction.index()].write(to, bytes, 0, from, count, bytes.length);
      }
      case MEMORY_INIT -> init(instruction);
      default -> throw new IllegalStateException("not of memory: " + instruction);
    }
  }

  private void init(Instruction instruction) {
    long count = length.applyAsLong(instruction);
    long from = stack.popIndex();
    long to = stack.popIndex();
    DataSegment segment = module.data().get(instruction.index());
    int size = dropped[instruction.index()] ? 0 : segment.length();
    memories[instruction.index2()].write(to, module.bytes(), segment.start(), from, count, size);
  }
}
