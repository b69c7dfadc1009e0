package dev.assay.vm.decode;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.MemoryType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the types of functions, tables, memories and globals (core specification, 5.3). */
final class TypeDecoder {
  private final ByteReader in;
  private final Limits limits;

  TypeDecoder(ByteReader in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** An entry of the type section. */
  FunctionType functionType() {
    int at = in.position();
    int form = in.s7();
    if (form != -0x20) {
      throw malformedTypeForm(form, at);
    }
    List<ValueType> parameters = readValueTypes(Limit.PARAMETERS);
    int resultsAt = in.position();
    List<ValueType> results = readValueTypes(Limit.RESULTS);
    if (results.size() > 1) {
      in.require(
          Feature.MULTI_VALUE, "invalid result arity", results.size() + " results", resultsAt);
    }
    return new FunctionType(parameters, results);
  }

  private MalformedModule malformedTypeForm(int form, int at) {
    boolean gc = form == -0x21 || form == -0x22 || (form >= -0x32 && form <= -0x30);
    String detail = "found form 0x" + Integer.toHexString(form & 0x7F) + ", expected 0x60";
    return in.malformed(
        "malformed type", gc ? detail + "; needs " + ByteReader.refusal(Feature.GC) : detail, at);
  }

  private List<ValueType> readValueTypes(Limit limit) {
    int at = in.position();
    int count = in.count();
    in.check(limits, limit, count, at);
    List<ValueType> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(in.valueType());
    }
    return read;
  }

  private SizeRange readSizeRange() {
    int at = in.position();
    int flags = in.u8();
    if (flags > 7) {
      throw in.malformed("malformed limits flags", ModuleDecoder.found(flags), at);
    }
    if ((flags & 2) != 0) {
      throw in.malformed(
          "malformed limits flags", "shared needs " + ByteReader.refusal(Feature.THREADS), at);
    }
    boolean wide = (flags & 4) != 0;
    if (wide) {
      in.require(Feature.MEMORY64, "malformed limits flags", "an i64 address", at);
    }
    long minimum = readSize();
    OptionalLong maximum = (flags & 1) == 0 ? OptionalLong.empty() : OptionalLong.of(readSize());
    return new SizeRange(wide ? NumberType.I64 : NumberType.I32, minimum, maximum);
  }

  private long readSize() {
    return in.features().isOn(Feature.MEMORY64) ? in.u64() : Integer.toUnsignedLong(in.u32());
  }

  /** The type of a table. */
  TableType tableType() {
    ReferenceType element = in.referenceType();
    return new TableType(element, readSizeRange());
  }

  /** The type of a memory. */
  MemoryType memoryType() {
    return new MemoryType(readSizeRange());
  }

  /** The type of a global. */
  GlobalType globalType() {
    ValueType type = in.valueType();
    int at = in.position();
    int mutability = in.u8();
    if (mutability > 1) {
      throw in.malformed(
          "malformed mutability", ModuleDecoder.found(mutability) + ", expected 0 or 1", at);
    }
    return new GlobalType(type, mutability == 1);
  }
}
