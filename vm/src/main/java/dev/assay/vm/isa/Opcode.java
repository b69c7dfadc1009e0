package dev.assay.vm.isa;

import static dev.assay.vm.isa.Category.*;
import static dev.assay.vm.isa.Feature.*;
import static dev.assay.vm.isa.Immediates.*;
import static dev.assay.vm.isa.Opcode.Prefix.*;

import org.jspecify.annotations.Nullable;

/**
 * Every instruction the engine knows: the one table from which the decoder, the validator, the
 * translator, the disassembler and the gas schedules derive.
 *
 * <p>The columns are: code (with its prefix), mnemonic of the text format, shape of the immediates,
 * category, feature, signature where the types are fixed, and for memory accesses and lane
 * instructions the bytes they touch. Loads and stores leave the address out of their signature
 * because its type is the memory's.
 *
 * <p>Source: WebAssembly core specification, "Index of Instructions".
 */
public enum Opcode {
  // Control
  UNREACHABLE(0x00, "unreachable", NONE, CONTROL, MVP, null),
  NOP(0x01, "nop", NONE, CONTROL, MVP, ":"),
  BLOCK(0x02, "block", BLOCK_TYPE, CONTROL, MVP, null),
  LOOP(0x03, "loop", BLOCK_TYPE, CONTROL, MVP, null),
  IF(0x04, "if", BLOCK_TYPE, CONTROL, MVP, null),
  ELSE(0x05, "else", NONE, CONTROL, MVP, null),
  END(0x0B, "end", NONE, CONTROL, MVP, null),
  BR(0x0C, "br", LABEL, CONTROL, MVP, null),
  BR_IF(0x0D, "br_if", LABEL, CONTROL, MVP, null),
  BR_TABLE(0x0E, "br_table", LABEL_TABLE, CONTROL, MVP, null),
  RETURN(0x0F, "return", NONE, CONTROL, MVP, null),

  // Calls
  CALL(0x10, "call", FUNCTION_INDEX, CALLS, MVP, null),
  CALL_INDIRECT(0x11, "call_indirect", TYPE_TABLE, CALLS, MVP, null),
  RETURN_CALL(0x12, "return_call", FUNCTION_INDEX, CALLS, TAIL_CALLS, null),
  RETURN_CALL_INDIRECT(0x13, "return_call_indirect", TYPE_TABLE, CALLS, TAIL_CALLS, null),

  // Parametric
  DROP(0x1A, "drop", NONE, PARAMETRIC, MVP, null),
  SELECT(0x1B, "select", NONE, PARAMETRIC, MVP, null),
  SELECT_TYPED(0x1C, "select", VALUE_TYPES, PARAMETRIC, REFERENCE_TYPES, null),

  // Variables
  LOCAL_GET(0x20, "local.get", LOCAL_INDEX, LOCAL, MVP, null),
  LOCAL_SET(0x21, "local.set", LOCAL_INDEX, LOCAL, MVP, null),
  LOCAL_TEE(0x22, "local.tee", LOCAL_INDEX, LOCAL, MVP, null),
  GLOBAL_GET(0x23, "global.get", GLOBAL_INDEX, GLOBAL, MVP, null),
  GLOBAL_SET(0x24, "global.set", GLOBAL_INDEX, GLOBAL, MVP, null),

  // Tables
  TABLE_GET(0x25, "table.get", TABLE_INDEX, TABLE, REFERENCE_TYPES, null),
  TABLE_SET(0x26, "table.set", TABLE_INDEX, TABLE, REFERENCE_TYPES, null),

  // Memory access
  I32_LOAD(0x28, "i32.load", MEMARG, LOAD, MVP, ":i", 4),
  I64_LOAD(0x29, "i64.load", MEMARG, LOAD, MVP, ":l", 8),
  F32_LOAD(0x2A, "f32.load", MEMARG, LOAD, MVP, ":f", 4),
  F64_LOAD(0x2B, "f64.load", MEMARG, LOAD, MVP, ":d", 8),
  I32_LOAD8_S(0x2C, "i32.load8_s", MEMARG, LOAD, MVP, ":i", 1),
  I32_LOAD8_U(0x2D, "i32.load8_u", MEMARG, LOAD, MVP, ":i", 1),
  I32_LOAD16_S(0x2E, "i32.load16_s", MEMARG, LOAD, MVP, ":i", 2),
  I32_LOAD16_U(0x2F, "i32.load16_u", MEMARG, LOAD, MVP, ":i", 2),
  I64_LOAD8_S(0x30, "i64.load8_s", MEMARG, LOAD, MVP, ":l", 1),
  I64_LOAD8_U(0x31, "i64.load8_u", MEMARG, LOAD, MVP, ":l", 1),
  I64_LOAD16_S(0x32, "i64.load16_s", MEMARG, LOAD, MVP, ":l", 2),
  I64_LOAD16_U(0x33, "i64.load16_u", MEMARG, LOAD, MVP, ":l", 2),
  I64_LOAD32_S(0x34, "i64.load32_s", MEMARG, LOAD, MVP, ":l", 4),
  I64_LOAD32_U(0x35, "i64.load32_u", MEMARG, LOAD, MVP, ":l", 4),
  I32_STORE(0x36, "i32.store", MEMARG, STORE, MVP, "i:", 4),
  I64_STORE(0x37, "i64.store", MEMARG, STORE, MVP, "l:", 8),
  F32_STORE(0x38, "f32.store", MEMARG, STORE, MVP, "f:", 4),
  F64_STORE(0x39, "f64.store", MEMARG, STORE, MVP, "d:", 8),
  I32_STORE8(0x3A, "i32.store8", MEMARG, STORE, MVP, "i:", 1),
  I32_STORE16(0x3B, "i32.store16", MEMARG, STORE, MVP, "i:", 2),
  I64_STORE8(0x3C, "i64.store8", MEMARG, STORE, MVP, "l:", 1),
  I64_STORE16(0x3D, "i64.store16", MEMARG, STORE, MVP, "l:", 2),
  I64_STORE32(0x3E, "i64.store32", MEMARG, STORE, MVP, "l:", 4),
  MEMORY_SIZE(0x3F, "memory.size", MEMORY_INDEX, MEMORY, MVP, null),
  MEMORY_GROW(0x40, "memory.grow", MEMORY_INDEX, MEMORY, MVP, null),

  // Constants
  I32_CONST(0x41, "i32.const", I32, CONSTANT, MVP, ":i"),
  I64_CONST(0x42, "i64.const", I64, CONSTANT, MVP, ":l"),
  F32_CONST(0x43, "f32.const", F32, CONSTANT, MVP, ":f"),
  F64_CONST(0x44, "f64.const", F64, CONSTANT, MVP, ":d"),

  // Integer and float arithmetic
  I32_EQZ(0x45, "i32.eqz", NONE, INTEGER, MVP, "i:i"),
  I32_EQ(0x46, "i32.eq", NONE, INTEGER, MVP, "ii:i"),
  I32_NE(0x47, "i32.ne", NONE, INTEGER, MVP, "ii:i"),
  I32_LT_S(0x48, "i32.lt_s", NONE, INTEGER, MVP, "ii:i"),
  I32_LT_U(0x49, "i32.lt_u", NONE, INTEGER, MVP, "ii:i"),
  I32_GT_S(0x4A, "i32.gt_s", NONE, INTEGER, MVP, "ii:i"),
  I32_GT_U(0x4B, "i32.gt_u", NONE, INTEGER, MVP, "ii:i"),
  I32_LE_S(0x4C, "i32.le_s", NONE, INTEGER, MVP, "ii:i"),
  I32_LE_U(0x4D, "i32.le_u", NONE, INTEGER, MVP, "ii:i"),
  I32_GE_S(0x4E, "i32.ge_s", NONE, INTEGER, MVP, "ii:i"),
  I32_GE_U(0x4F, "i32.ge_u", NONE, INTEGER, MVP, "ii:i"),
  I64_EQZ(0x50, "i64.eqz", NONE, INTEGER, MVP, "l:i"),
  I64_EQ(0x51, "i64.eq", NONE, INTEGER, MVP, "ll:i"),
  I64_NE(0x52, "i64.ne", NONE, INTEGER, MVP, "ll:i"),
  I64_LT_S(0x53, "i64.lt_s", NONE, INTEGER, MVP, "ll:i"),
  I64_LT_U(0x54, "i64.lt_u", NONE, INTEGER, MVP, "ll:i"),
  I64_GT_S(0x55, "i64.gt_s", NONE, INTEGER, MVP, "ll:i"),
  I64_GT_U(0x56, "i64.gt_u", NONE, INTEGER, MVP, "ll:i"),
  I64_LE_S(0x57, "i64.le_s", NONE, INTEGER, MVP, "ll:i"),
  I64_LE_U(0x58, "i64.le_u", NONE, INTEGER, MVP, "ll:i"),
  I64_GE_S(0x59, "i64.ge_s", NONE, INTEGER, MVP, "ll:i"),
  I64_GE_U(0x5A, "i64.ge_u", NONE, INTEGER, MVP, "ll:i"),
  F32_EQ(0x5B, "f32.eq", NONE, FLOAT, MVP, "ff:i"),
  F32_NE(0x5C, "f32.ne", NONE, FLOAT, MVP, "ff:i"),
  F32_LT(0x5D, "f32.lt", NONE, FLOAT, MVP, "ff:i"),
  F32_GT(0x5E, "f32.gt", NONE, FLOAT, MVP, "ff:i"),
  F32_LE(0x5F, "f32.le", NONE, FLOAT, MVP, "ff:i"),
  F32_GE(0x60, "f32.ge", NONE, FLOAT, MVP, "ff:i"),
  F64_EQ(0x61, "f64.eq", NONE, FLOAT, MVP, "dd:i"),
  F64_NE(0x62, "f64.ne", NONE, FLOAT, MVP, "dd:i"),
  F64_LT(0x63, "f64.lt", NONE, FLOAT, MVP, "dd:i"),
  F64_GT(0x64, "f64.gt", NONE, FLOAT, MVP, "dd:i"),
  F64_LE(0x65, "f64.le", NONE, FLOAT, MVP, "dd:i"),
  F64_GE(0x66, "f64.ge", NONE, FLOAT, MVP, "dd:i"),
  I32_CLZ(0x67, "i32.clz", NONE, INTEGER, MVP, "i:i"),
  I32_CTZ(0x68, "i32.ctz", NONE, INTEGER, MVP, "i:i"),
  I32_POPCNT(0x69, "i32.popcnt", NONE, INTEGER, MVP, "i:i"),
  I32_ADD(0x6A, "i32.add", NONE, INTEGER, MVP, "ii:i"),
  I32_SUB(0x6B, "i32.sub", NONE, INTEGER, MVP, "ii:i"),
  I32_MUL(0x6C, "i32.mul", NONE, INTEGER, MVP, "ii:i"),
  I32_DIV_S(0x6D, "i32.div_s", NONE, INTEGER, MVP, "ii:i"),
  I32_DIV_U(0x6E, "i32.div_u", NONE, INTEGER, MVP, "ii:i"),
  I32_REM_S(0x6F, "i32.rem_s", NONE, INTEGER, MVP, "ii:i"),
  I32_REM_U(0x70, "i32.rem_u", NONE, INTEGER, MVP, "ii:i"),
  I32_AND(0x71, "i32.and", NONE, INTEGER, MVP, "ii:i"),
  I32_OR(0x72, "i32.or", NONE, INTEGER, MVP, "ii:i"),
  I32_XOR(0x73, "i32.xor", NONE, INTEGER, MVP, "ii:i"),
  I32_SHL(0x74, "i32.shl", NONE, INTEGER, MVP, "ii:i"),
  I32_SHR_S(0x75, "i32.shr_s", NONE, INTEGER, MVP, "ii:i"),
  I32_SHR_U(0x76, "i32.shr_u", NONE, INTEGER, MVP, "ii:i"),
  I32_ROTL(0x77, "i32.rotl", NONE, INTEGER, MVP, "ii:i"),
  I32_ROTR(0x78, "i32.rotr", NONE, INTEGER, MVP, "ii:i"),
  I64_CLZ(0x79, "i64.clz", NONE, INTEGER, MVP, "l:l"),
  I64_CTZ(0x7A, "i64.ctz", NONE, INTEGER, MVP, "l:l"),
  I64_POPCNT(0x7B, "i64.popcnt", NONE, INTEGER, MVP, "l:l"),
  I64_ADD(0x7C, "i64.add", NONE, INTEGER, MVP, "ll:l"),
  I64_SUB(0x7D, "i64.sub", NONE, INTEGER, MVP, "ll:l"),
  I64_MUL(0x7E, "i64.mul", NONE, INTEGER, MVP, "ll:l"),
  I64_DIV_S(0x7F, "i64.div_s", NONE, INTEGER, MVP, "ll:l"),
  I64_DIV_U(0x80, "i64.div_u", NONE, INTEGER, MVP, "ll:l"),
  I64_REM_S(0x81, "i64.rem_s", NONE, INTEGER, MVP, "ll:l"),
  I64_REM_U(0x82, "i64.rem_u", NONE, INTEGER, MVP, "ll:l"),
  I64_AND(0x83, "i64.and", NONE, INTEGER, MVP, "ll:l"),
  I64_OR(0x84, "i64.or", NONE, INTEGER, MVP, "ll:l"),
  I64_XOR(0x85, "i64.xor", NONE, INTEGER, MVP, "ll:l"),
  I64_SHL(0x86, "i64.shl", NONE, INTEGER, MVP, "ll:l"),
  I64_SHR_S(0x87, "i64.shr_s", NONE, INTEGER, MVP, "ll:l"),
  I64_SHR_U(0x88, "i64.shr_u", NONE, INTEGER, MVP, "ll:l"),
  I64_ROTL(0x89, "i64.rotl", NONE, INTEGER, MVP, "ll:l"),
  I64_ROTR(0x8A, "i64.rotr", NONE, INTEGER, MVP, "ll:l"),
  F32_ABS(0x8B, "f32.abs", NONE, FLOAT, MVP, "f:f"),
  F32_NEG(0x8C, "f32.neg", NONE, FLOAT, MVP, "f:f"),
  F32_CEIL(0x8D, "f32.ceil", NONE, FLOAT, MVP, "f:f"),
  F32_FLOOR(0x8E, "f32.floor", NONE, FLOAT, MVP, "f:f"),
  F32_TRUNC(0x8F, "f32.trunc", NONE, FLOAT, MVP, "f:f"),
  F32_NEAREST(0x90, "f32.nearest", NONE, FLOAT, MVP, "f:f"),
  F32_SQRT(0x91, "f32.sqrt", NONE, FLOAT, MVP, "f:f"),
  F32_ADD(0x92, "f32.add", NONE, FLOAT, MVP, "ff:f"),
  F32_SUB(0x93, "f32.sub", NONE, FLOAT, MVP, "ff:f"),
  F32_MUL(0x94, "f32.mul", NONE, FLOAT, MVP, "ff:f"),
  F32_DIV(0x95, "f32.div", NONE, FLOAT, MVP, "ff:f"),
  F32_MIN(0x96, "f32.min", NONE, FLOAT, MVP, "ff:f"),
  F32_MAX(0x97, "f32.max", NONE, FLOAT, MVP, "ff:f"),
  F32_COPYSIGN(0x98, "f32.copysign", NONE, FLOAT, MVP, "ff:f"),
  F64_ABS(0x99, "f64.abs", NONE, FLOAT, MVP, "d:d"),
  F64_NEG(0x9A, "f64.neg", NONE, FLOAT, MVP, "d:d"),
  F64_CEIL(0x9B, "f64.ceil", NONE, FLOAT, MVP, "d:d"),
  F64_FLOOR(0x9C, "f64.floor", NONE, FLOAT, MVP, "d:d"),
  F64_TRUNC(0x9D, "f64.trunc", NONE, FLOAT, MVP, "d:d"),
  F64_NEAREST(0x9E, "f64.nearest", NONE, FLOAT, MVP, "d:d"),
  F64_SQRT(0x9F, "f64.sqrt", NONE, FLOAT, MVP, "d:d"),
  F64_ADD(0xA0, "f64.add", NONE, FLOAT, MVP, "dd:d"),
  F64_SUB(0xA1, "f64.sub", NONE, FLOAT, MVP, "dd:d"),
  F64_MUL(0xA2, "f64.mul", NONE, FLOAT, MVP, "dd:d"),
  F64_DIV(0xA3, "f64.div", NONE, FLOAT, MVP, "dd:d"),
  F64_MIN(0xA4, "f64.min", NONE, FLOAT, MVP, "dd:d"),
  F64_MAX(0xA5, "f64.max", NONE, FLOAT, MVP, "dd:d"),
  F64_COPYSIGN(0xA6, "f64.copysign", NONE, FLOAT, MVP, "dd:d"),

  // Conversions
  I32_WRAP_I64(0xA7, "i32.wrap_i64", NONE, CONVERSION, MVP, "l:i"),
  I32_TRUNC_F32_S(0xA8, "i32.trunc_f32_s", NONE, CONVERSION, MVP, "f:i"),
  I32_TRUNC_F32_U(0xA9, "i32.trunc_f32_u", NONE, CONVERSION, MVP, "f:i"),
  I32_TRUNC_F64_S(0xAA, "i32.trunc_f64_s", NONE, CONVERSION, MVP, "d:i"),
  I32_TRUNC_F64_U(0xAB, "i32.trunc_f64_u", NONE, CONVERSION, MVP, "d:i"),
  I64_EXTEND_I32_S(0xAC, "i64.extend_i32_s", NONE, CONVERSION, MVP, "i:l"),
  I64_EXTEND_I32_U(0xAD, "i64.extend_i32_u", NONE, CONVERSION, MVP, "i:l"),
  I64_TRUNC_F32_S(0xAE, "i64.trunc_f32_s", NONE, CONVERSION, MVP, "f:l"),
  I64_TRUNC_F32_U(0xAF, "i64.trunc_f32_u", NONE, CONVERSION, MVP, "f:l"),
  I64_TRUNC_F64_S(0xB0, "i64.trunc_f64_s", NONE, CONVERSION, MVP, "d:l"),
  I64_TRUNC_F64_U(0xB1, "i64.trunc_f64_u", NONE, CONVERSION, MVP, "d:l"),
  F32_CONVERT_I32_S(0xB2, "f32.convert_i32_s", NONE, CONVERSION, MVP, "i:f"),
  F32_CONVERT_I32_U(0xB3, "f32.convert_i32_u", NONE, CONVERSION, MVP, "i:f"),
  F32_CONVERT_I64_S(0xB4, "f32.convert_i64_s", NONE, CONVERSION, MVP, "l:f"),
  F32_CONVERT_I64_U(0xB5, "f32.convert_i64_u", NONE, CONVERSION, MVP, "l:f"),
  F32_DEMOTE_F64(0xB6, "f32.demote_f64", NONE, CONVERSION, MVP, "d:f"),
  F64_CONVERT_I32_S(0xB7, "f64.convert_i32_s", NONE, CONVERSION, MVP, "i:d"),
  F64_CONVERT_I32_U(0xB8, "f64.convert_i32_u", NONE, CONVERSION, MVP, "i:d"),
  F64_CONVERT_I64_S(0xB9, "f64.convert_i64_s", NONE, CONVERSION, MVP, "l:d"),
  F64_CONVERT_I64_U(0xBA, "f64.convert_i64_u", NONE, CONVERSION, MVP, "l:d"),
  F64_PROMOTE_F32(0xBB, "f64.promote_f32", NONE, CONVERSION, MVP, "f:d"),
  I32_REINTERPRET_F32(0xBC, "i32.reinterpret_f32", NONE, CONVERSION, MVP, "f:i"),
  I64_REINTERPRET_F64(0xBD, "i64.reinterpret_f64", NONE, CONVERSION, MVP, "d:l"),
  F32_REINTERPRET_I32(0xBE, "f32.reinterpret_i32", NONE, CONVERSION, MVP, "i:f"),
  F64_REINTERPRET_I64(0xBF, "f64.reinterpret_i64", NONE, CONVERSION, MVP, "l:d"),
  I32_EXTEND8_S(0xC0, "i32.extend8_s", NONE, CONVERSION, SIGN_EXTENSION, "i:i"),
  I32_EXTEND16_S(0xC1, "i32.extend16_s", NONE, CONVERSION, SIGN_EXTENSION, "i:i"),
  I64_EXTEND8_S(0xC2, "i64.extend8_s", NONE, CONVERSION, SIGN_EXTENSION, "l:l"),
  I64_EXTEND16_S(0xC3, "i64.extend16_s", NONE, CONVERSION, SIGN_EXTENSION, "l:l"),
  I64_EXTEND32_S(0xC4, "i64.extend32_s", NONE, CONVERSION, SIGN_EXTENSION, "l:l"),

  // References
  REF_NULL(0xD0, "ref.null", HEAP_TYPE, REFERENCE, REFERENCE_TYPES, null),
  REF_IS_NULL(0xD1, "ref.is_null", NONE, REFERENCE, REFERENCE_TYPES, null),
  REF_FUNC(0xD2, "ref.func", FUNCTION_INDEX, REFERENCE, REFERENCE_TYPES, null),

  // Saturating conversions (prefix 0xFC)
  I32_TRUNC_SAT_F32_S(FC | 0x00, "i32.trunc_sat_f32_s", NONE, CONVERSION, SATURATING_FLOAT, "f:i"),
  I32_TRUNC_SAT_F32_U(FC | 0x01, "i32.trunc_sat_f32_u", NONE, CONVERSION, SATURATING_FLOAT, "f:i"),
  I32_TRUNC_SAT_F64_S(FC | 0x02, "i32.trunc_sat_f64_s", NONE, CONVERSION, SATURATING_FLOAT, "d:i"),
  I32_TRUNC_SAT_F64_U(FC | 0x03, "i32.trunc_sat_f64_u", NONE, CONVERSION, SATURATING_FLOAT, "d:i"),
  I64_TRUNC_SAT_F32_S(FC | 0x04, "i64.trunc_sat_f32_s", NONE, CONVERSION, SATURATING_FLOAT, "f:l"),
  I64_TRUNC_SAT_F32_U(FC | 0x05, "i64.trunc_sat_f32_u", NONE, CONVERSION, SATURATING_FLOAT, "f:l"),
  I64_TRUNC_SAT_F64_S(FC | 0x06, "i64.trunc_sat_f64_s", NONE, CONVERSION, SATURATING_FLOAT, "d:l"),
  I64_TRUNC_SAT_F64_U(FC | 0x07, "i64.trunc_sat_f64_u", NONE, CONVERSION, SATURATING_FLOAT, "d:l"),

  // Bulk memory and tables (prefix 0xFC)
  MEMORY_INIT(FC | 0x08, "memory.init", DATA_MEMORY, MEMORY, BULK_MEMORY, null),
  DATA_DROP(FC | 0x09, "data.drop", DATA_INDEX, MEMORY, BULK_MEMORY, null),
  MEMORY_COPY(FC | 0x0A, "memory.copy", MEMORY_MEMORY, MEMORY, BULK_MEMORY, null),
  MEMORY_FILL(FC | 0x0B, "memory.fill", MEMORY_INDEX, MEMORY, BULK_MEMORY, null),
  TABLE_INIT(FC | 0x0C, "table.init", ELEMENT_TABLE, TABLE, BULK_MEMORY, null),
  ELEM_DROP(FC | 0x0D, "elem.drop", ELEMENT_INDEX, TABLE, BULK_MEMORY, null),
  TABLE_COPY(FC | 0x0E, "table.copy", TABLE_TABLE, TABLE, BULK_MEMORY, null),
  TABLE_GROW(FC | 0x0F, "table.grow", TABLE_INDEX, TABLE, REFERENCE_TYPES, null),
  TABLE_SIZE(FC | 0x10, "table.size", TABLE_INDEX, TABLE, REFERENCE_TYPES, null),
  TABLE_FILL(FC | 0x11, "table.fill", TABLE_INDEX, TABLE, REFERENCE_TYPES, null),

  // Vector memory access (prefix 0xFD)
  V128_LOAD(FD | 0x00, "v128.load", MEMARG, LOAD, SIMD, ":v", 16),
  V128_LOAD8X8_S(FD | 0x01, "v128.load8x8_s", MEMARG, LOAD, SIMD, ":v", 8),
  V128_LOAD8X8_U(FD | 0x02, "v128.load8x8_u", MEMARG, LOAD, SIMD, ":v", 8),
  V128_LOAD16X4_S(FD | 0x03, "v128.load16x4_s", MEMARG, LOAD, SIMD, ":v", 8),
  V128_LOAD16X4_U(FD | 0x04, "v128.load16x4_u", MEMARG, LOAD, SIMD, ":v", 8),
  V128_LOAD32X2_S(FD | 0x05, "v128.load32x2_s", MEMARG, LOAD, SIMD, ":v", 8),
  V128_LOAD32X2_U(FD | 0x06, "v128.load32x2_u", MEMARG, LOAD, SIMD, ":v", 8),
  V128_LOAD8_SPLAT(FD | 0x07, "v128.load8_splat", MEMARG, LOAD, SIMD, ":v", 1),
  V128_LOAD16_SPLAT(FD | 0x08, "v128.load16_splat", MEMARG, LOAD, SIMD, ":v", 2),
  V128_LOAD32_SPLAT(FD | 0x09, "v128.load32_splat", MEMARG, LOAD, SIMD, ":v", 4),
  V128_LOAD64_SPLAT(FD | 0x0A, "v128.load64_splat", MEMARG, LOAD, SIMD, ":v", 8),
  V128_STORE(FD | 0x0B, "v128.store", MEMARG, STORE, SIMD, "v:", 16),
  V128_LOAD8_LANE(FD | 0x54, "v128.load8_lane", MEMARG_LANE, LOAD, SIMD, "v:v", 1),
  V128_LOAD16_LANE(FD | 0x55, "v128.load16_lane", MEMARG_LANE, LOAD, SIMD, "v:v", 2),
  V128_LOAD32_LANE(FD | 0x56, "v128.load32_lane", MEMARG_LANE, LOAD, SIMD, "v:v", 4),
  V128_LOAD64_LANE(FD | 0x57, "v128.load64_lane", MEMARG_LANE, LOAD, SIMD, "v:v", 8),
  V128_STORE8_LANE(FD | 0x58, "v128.store8_lane", MEMARG_LANE, STORE, SIMD, "v:", 1),
  V128_STORE16_LANE(FD | 0x59, "v128.store16_lane", MEMARG_LANE, STORE, SIMD, "v:", 2),
  V128_STORE32_LANE(FD | 0x5A, "v128.store32_lane", MEMARG_LANE, STORE, SIMD, "v:", 4),
  V128_STORE64_LANE(FD | 0x5B, "v128.store64_lane", MEMARG_LANE, STORE, SIMD, "v:", 8),
  V128_LOAD32_ZERO(FD | 0x5C, "v128.load32_zero", MEMARG, LOAD, SIMD, ":v", 4),
  V128_LOAD64_ZERO(FD | 0x5D, "v128.load64_zero", MEMARG, LOAD, SIMD, ":v", 8),

  // Vector constants and lanes (prefix 0xFD)
  V128_CONST(FD | 0x0C, "v128.const", V128, CONSTANT, SIMD, ":v"),
  I8X16_SHUFFLE(FD | 0x0D, "i8x16.shuffle", LANES, VECTOR, SIMD, "vv:v"),
  I8X16_SWIZZLE(FD | 0x0E, "i8x16.swizzle", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_SPLAT(FD | 0x0F, "i8x16.splat", NONE, VECTOR, SIMD, "i:v"),
  I16X8_SPLAT(FD | 0x10, "i16x8.splat", NONE, VECTOR, SIMD, "i:v"),
  I32X4_SPLAT(FD | 0x11, "i32x4.splat", NONE, VECTOR, SIMD, "i:v"),
  I64X2_SPLAT(FD | 0x12, "i64x2.splat", NONE, VECTOR, SIMD, "l:v"),
  F32X4_SPLAT(FD | 0x13, "f32x4.splat", NONE, VECTOR, SIMD, "f:v"),
  F64X2_SPLAT(FD | 0x14, "f64x2.splat", NONE, VECTOR, SIMD, "d:v"),
  I8X16_EXTRACT_LANE_S(FD | 0x15, "i8x16.extract_lane_s", LANE, VECTOR, SIMD, "v:i", 1),
  I8X16_EXTRACT_LANE_U(FD | 0x16, "i8x16.extract_lane_u", LANE, VECTOR, SIMD, "v:i", 1),
  I8X16_REPLACE_LANE(FD | 0x17, "i8x16.replace_lane", LANE, VECTOR, SIMD, "vi:v", 1),
  I16X8_EXTRACT_LANE_S(FD | 0x18, "i16x8.extract_lane_s", LANE, VECTOR, SIMD, "v:i", 2),
  I16X8_EXTRACT_LANE_U(FD | 0x19, "i16x8.extract_lane_u", LANE, VECTOR, SIMD, "v:i", 2),
  I16X8_REPLACE_LANE(FD | 0x1A, "i16x8.replace_lane", LANE, VECTOR, SIMD, "vi:v", 2),
  I32X4_EXTRACT_LANE(FD | 0x1B, "i32x4.extract_lane", LANE, VECTOR, SIMD, "v:i", 4),
  I32X4_REPLACE_LANE(FD | 0x1C, "i32x4.replace_lane", LANE, VECTOR, SIMD, "vi:v", 4),
  I64X2_EXTRACT_LANE(FD | 0x1D, "i64x2.extract_lane", LANE, VECTOR, SIMD, "v:l", 8),
  I64X2_REPLACE_LANE(FD | 0x1E, "i64x2.replace_lane", LANE, VECTOR, SIMD, "vl:v", 8),
  F32X4_EXTRACT_LANE(FD | 0x1F, "f32x4.extract_lane", LANE, VECTOR, SIMD, "v:f", 4),
  F32X4_REPLACE_LANE(FD | 0x20, "f32x4.replace_lane", LANE, VECTOR, SIMD, "vf:v", 4),
  F64X2_EXTRACT_LANE(FD | 0x21, "f64x2.extract_lane", LANE, VECTOR, SIMD, "v:d", 8),
  F64X2_REPLACE_LANE(FD | 0x22, "f64x2.replace_lane", LANE, VECTOR, SIMD, "vd:v", 8),

  // Vector comparison (prefix 0xFD)
  I8X16_EQ(FD | 0x23, "i8x16.eq", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_NE(FD | 0x24, "i8x16.ne", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_LT_S(FD | 0x25, "i8x16.lt_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_LT_U(FD | 0x26, "i8x16.lt_u", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_GT_S(FD | 0x27, "i8x16.gt_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_GT_U(FD | 0x28, "i8x16.gt_u", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_LE_S(FD | 0x29, "i8x16.le_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_LE_U(FD | 0x2A, "i8x16.le_u", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_GE_S(FD | 0x2B, "i8x16.ge_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_GE_U(FD | 0x2C, "i8x16.ge_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EQ(FD | 0x2D, "i16x8.eq", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_NE(FD | 0x2E, "i16x8.ne", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_LT_S(FD | 0x2F, "i16x8.lt_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_LT_U(FD | 0x30, "i16x8.lt_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_GT_S(FD | 0x31, "i16x8.gt_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_GT_U(FD | 0x32, "i16x8.gt_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_LE_S(FD | 0x33, "i16x8.le_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_LE_U(FD | 0x34, "i16x8.le_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_GE_S(FD | 0x35, "i16x8.ge_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_GE_U(FD | 0x36, "i16x8.ge_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_EQ(FD | 0x37, "i32x4.eq", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_NE(FD | 0x38, "i32x4.ne", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_LT_S(FD | 0x39, "i32x4.lt_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_LT_U(FD | 0x3A, "i32x4.lt_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_GT_S(FD | 0x3B, "i32x4.gt_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_GT_U(FD | 0x3C, "i32x4.gt_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_LE_S(FD | 0x3D, "i32x4.le_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_LE_U(FD | 0x3E, "i32x4.le_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_GE_S(FD | 0x3F, "i32x4.ge_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_GE_U(FD | 0x40, "i32x4.ge_u", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_EQ(FD | 0x41, "f32x4.eq", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_NE(FD | 0x42, "f32x4.ne", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_LT(FD | 0x43, "f32x4.lt", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_GT(FD | 0x44, "f32x4.gt", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_LE(FD | 0x45, "f32x4.le", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_GE(FD | 0x46, "f32x4.ge", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_EQ(FD | 0x47, "f64x2.eq", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_NE(FD | 0x48, "f64x2.ne", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_LT(FD | 0x49, "f64x2.lt", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_GT(FD | 0x4A, "f64x2.gt", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_LE(FD | 0x4B, "f64x2.le", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_GE(FD | 0x4C, "f64x2.ge", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_EQ(FD | 0xD6, "i64x2.eq", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_NE(FD | 0xD7, "i64x2.ne", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_LT_S(FD | 0xD8, "i64x2.lt_s", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_GT_S(FD | 0xD9, "i64x2.gt_s", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_LE_S(FD | 0xDA, "i64x2.le_s", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_GE_S(FD | 0xDB, "i64x2.ge_s", NONE, VECTOR, SIMD, "vv:v"),

  // Vector bits (prefix 0xFD)
  V128_NOT(FD | 0x4D, "v128.not", NONE, VECTOR, SIMD, "v:v"),
  V128_AND(FD | 0x4E, "v128.and", NONE, VECTOR, SIMD, "vv:v"),
  V128_ANDNOT(FD | 0x4F, "v128.andnot", NONE, VECTOR, SIMD, "vv:v"),
  V128_OR(FD | 0x50, "v128.or", NONE, VECTOR, SIMD, "vv:v"),
  V128_XOR(FD | 0x51, "v128.xor", NONE, VECTOR, SIMD, "vv:v"),
  V128_BITSELECT(FD | 0x52, "v128.bitselect", NONE, VECTOR, SIMD, "vvv:v"),
  V128_ANY_TRUE(FD | 0x53, "v128.any_true", NONE, VECTOR, SIMD, "v:i"),

  // Vector arithmetic (prefix 0xFD)
  F32X4_DEMOTE_F64X2_ZERO(FD | 0x5E, "f32x4.demote_f64x2_zero", NONE, VECTOR, SIMD, "v:v"),
  F64X2_PROMOTE_LOW_F32X4(FD | 0x5F, "f64x2.promote_low_f32x4", NONE, VECTOR, SIMD, "v:v"),
  I8X16_ABS(FD | 0x60, "i8x16.abs", NONE, VECTOR, SIMD, "v:v"),
  I8X16_NEG(FD | 0x61, "i8x16.neg", NONE, VECTOR, SIMD, "v:v"),
  I8X16_POPCNT(FD | 0x62, "i8x16.popcnt", NONE, VECTOR, SIMD, "v:v"),
  I8X16_ALL_TRUE(FD | 0x63, "i8x16.all_true", NONE, VECTOR, SIMD, "v:i"),
  I8X16_BITMASK(FD | 0x64, "i8x16.bitmask", NONE, VECTOR, SIMD, "v:i"),
  I8X16_NARROW_I16X8_S(FD | 0x65, "i8x16.narrow_i16x8_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_NARROW_I16X8_U(FD | 0x66, "i8x16.narrow_i16x8_u", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_CEIL(FD | 0x67, "f32x4.ceil", NONE, VECTOR, SIMD, "v:v"),
  F32X4_FLOOR(FD | 0x68, "f32x4.floor", NONE, VECTOR, SIMD, "v:v"),
  F32X4_TRUNC(FD | 0x69, "f32x4.trunc", NONE, VECTOR, SIMD, "v:v"),
  F32X4_NEAREST(FD | 0x6A, "f32x4.nearest", NONE, VECTOR, SIMD, "v:v"),
  I8X16_SHL(FD | 0x6B, "i8x16.shl", NONE, VECTOR, SIMD, "vi:v"),
  I8X16_SHR_S(FD | 0x6C, "i8x16.shr_s", NONE, VECTOR, SIMD, "vi:v"),
  I8X16_SHR_U(FD | 0x6D, "i8x16.shr_u", NONE, VECTOR, SIMD, "vi:v"),
  I8X16_ADD(FD | 0x6E, "i8x16.add", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_ADD_SAT_S(FD | 0x6F, "i8x16.add_sat_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_ADD_SAT_U(FD | 0x70, "i8x16.add_sat_u", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_SUB(FD | 0x71, "i8x16.sub", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_SUB_SAT_S(FD | 0x72, "i8x16.sub_sat_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_SUB_SAT_U(FD | 0x73, "i8x16.sub_sat_u", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_CEIL(FD | 0x74, "f64x2.ceil", NONE, VECTOR, SIMD, "v:v"),
  F64X2_FLOOR(FD | 0x75, "f64x2.floor", NONE, VECTOR, SIMD, "v:v"),
  I8X16_MIN_S(FD | 0x76, "i8x16.min_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_MIN_U(FD | 0x77, "i8x16.min_u", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_MAX_S(FD | 0x78, "i8x16.max_s", NONE, VECTOR, SIMD, "vv:v"),
  I8X16_MAX_U(FD | 0x79, "i8x16.max_u", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_TRUNC(FD | 0x7A, "f64x2.trunc", NONE, VECTOR, SIMD, "v:v"),
  I8X16_AVGR_U(FD | 0x7B, "i8x16.avgr_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EXTADD_PAIRWISE_I8X16_S(
      FD | 0x7C, "i16x8.extadd_pairwise_i8x16_s", NONE, VECTOR, SIMD, "v:v"),
  I16X8_EXTADD_PAIRWISE_I8X16_U(
      FD | 0x7D, "i16x8.extadd_pairwise_i8x16_u", NONE, VECTOR, SIMD, "v:v"),
  I32X4_EXTADD_PAIRWISE_I16X8_S(
      FD | 0x7E, "i32x4.extadd_pairwise_i16x8_s", NONE, VECTOR, SIMD, "v:v"),
  I32X4_EXTADD_PAIRWISE_I16X8_U(
      FD | 0x7F, "i32x4.extadd_pairwise_i16x8_u", NONE, VECTOR, SIMD, "v:v"),
  I16X8_ABS(FD | 0x80, "i16x8.abs", NONE, VECTOR, SIMD, "v:v"),
  I16X8_NEG(FD | 0x81, "i16x8.neg", NONE, VECTOR, SIMD, "v:v"),
  I16X8_Q15MULR_SAT_S(FD | 0x82, "i16x8.q15mulr_sat_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_ALL_TRUE(FD | 0x83, "i16x8.all_true", NONE, VECTOR, SIMD, "v:i"),
  I16X8_BITMASK(FD | 0x84, "i16x8.bitmask", NONE, VECTOR, SIMD, "v:i"),
  I16X8_NARROW_I32X4_S(FD | 0x85, "i16x8.narrow_i32x4_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_NARROW_I32X4_U(FD | 0x86, "i16x8.narrow_i32x4_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EXTEND_LOW_I8X16_S(FD | 0x87, "i16x8.extend_low_i8x16_s", NONE, VECTOR, SIMD, "v:v"),
  I16X8_EXTEND_HIGH_I8X16_S(FD | 0x88, "i16x8.extend_high_i8x16_s", NONE, VECTOR, SIMD, "v:v"),
  I16X8_EXTEND_LOW_I8X16_U(FD | 0x89, "i16x8.extend_low_i8x16_u", NONE, VECTOR, SIMD, "v:v"),
  I16X8_EXTEND_HIGH_I8X16_U(FD | 0x8A, "i16x8.extend_high_i8x16_u", NONE, VECTOR, SIMD, "v:v"),
  I16X8_SHL(FD | 0x8B, "i16x8.shl", NONE, VECTOR, SIMD, "vi:v"),
  I16X8_SHR_S(FD | 0x8C, "i16x8.shr_s", NONE, VECTOR, SIMD, "vi:v"),
  I16X8_SHR_U(FD | 0x8D, "i16x8.shr_u", NONE, VECTOR, SIMD, "vi:v"),
  I16X8_ADD(FD | 0x8E, "i16x8.add", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_ADD_SAT_S(FD | 0x8F, "i16x8.add_sat_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_ADD_SAT_U(FD | 0x90, "i16x8.add_sat_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_SUB(FD | 0x91, "i16x8.sub", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_SUB_SAT_S(FD | 0x92, "i16x8.sub_sat_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_SUB_SAT_U(FD | 0x93, "i16x8.sub_sat_u", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_NEAREST(FD | 0x94, "f64x2.nearest", NONE, VECTOR, SIMD, "v:v"),
  I16X8_MUL(FD | 0x95, "i16x8.mul", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_MIN_S(FD | 0x96, "i16x8.min_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_MIN_U(FD | 0x97, "i16x8.min_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_MAX_S(FD | 0x98, "i16x8.max_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_MAX_U(FD | 0x99, "i16x8.max_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_AVGR_U(FD | 0x9B, "i16x8.avgr_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EXTMUL_LOW_I8X16_S(FD | 0x9C, "i16x8.extmul_low_i8x16_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EXTMUL_HIGH_I8X16_S(FD | 0x9D, "i16x8.extmul_high_i8x16_s", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EXTMUL_LOW_I8X16_U(FD | 0x9E, "i16x8.extmul_low_i8x16_u", NONE, VECTOR, SIMD, "vv:v"),
  I16X8_EXTMUL_HIGH_I8X16_U(FD | 0x9F, "i16x8.extmul_high_i8x16_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_ABS(FD | 0xA0, "i32x4.abs", NONE, VECTOR, SIMD, "v:v"),
  I32X4_NEG(FD | 0xA1, "i32x4.neg", NONE, VECTOR, SIMD, "v:v"),
  I32X4_ALL_TRUE(FD | 0xA3, "i32x4.all_true", NONE, VECTOR, SIMD, "v:i"),
  I32X4_BITMASK(FD | 0xA4, "i32x4.bitmask", NONE, VECTOR, SIMD, "v:i"),
  I32X4_EXTEND_LOW_I16X8_S(FD | 0xA7, "i32x4.extend_low_i16x8_s", NONE, VECTOR, SIMD, "v:v"),
  I32X4_EXTEND_HIGH_I16X8_S(FD | 0xA8, "i32x4.extend_high_i16x8_s", NONE, VECTOR, SIMD, "v:v"),
  I32X4_EXTEND_LOW_I16X8_U(FD | 0xA9, "i32x4.extend_low_i16x8_u", NONE, VECTOR, SIMD, "v:v"),
  I32X4_EXTEND_HIGH_I16X8_U(FD | 0xAA, "i32x4.extend_high_i16x8_u", NONE, VECTOR, SIMD, "v:v"),
  I32X4_SHL(FD | 0xAB, "i32x4.shl", NONE, VECTOR, SIMD, "vi:v"),
  I32X4_SHR_S(FD | 0xAC, "i32x4.shr_s", NONE, VECTOR, SIMD, "vi:v"),
  I32X4_SHR_U(FD | 0xAD, "i32x4.shr_u", NONE, VECTOR, SIMD, "vi:v"),
  I32X4_ADD(FD | 0xAE, "i32x4.add", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_SUB(FD | 0xB1, "i32x4.sub", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_MUL(FD | 0xB5, "i32x4.mul", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_MIN_S(FD | 0xB6, "i32x4.min_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_MIN_U(FD | 0xB7, "i32x4.min_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_MAX_S(FD | 0xB8, "i32x4.max_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_MAX_U(FD | 0xB9, "i32x4.max_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_DOT_I16X8_S(FD | 0xBA, "i32x4.dot_i16x8_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_EXTMUL_LOW_I16X8_S(FD | 0xBC, "i32x4.extmul_low_i16x8_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_EXTMUL_HIGH_I16X8_S(FD | 0xBD, "i32x4.extmul_high_i16x8_s", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_EXTMUL_LOW_I16X8_U(FD | 0xBE, "i32x4.extmul_low_i16x8_u", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_EXTMUL_HIGH_I16X8_U(FD | 0xBF, "i32x4.extmul_high_i16x8_u", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_ABS(FD | 0xC0, "i64x2.abs", NONE, VECTOR, SIMD, "v:v"),
  I64X2_NEG(FD | 0xC1, "i64x2.neg", NONE, VECTOR, SIMD, "v:v"),
  I64X2_ALL_TRUE(FD | 0xC3, "i64x2.all_true", NONE, VECTOR, SIMD, "v:i"),
  I64X2_BITMASK(FD | 0xC4, "i64x2.bitmask", NONE, VECTOR, SIMD, "v:i"),
  I64X2_EXTEND_LOW_I32X4_S(FD | 0xC7, "i64x2.extend_low_i32x4_s", NONE, VECTOR, SIMD, "v:v"),
  I64X2_EXTEND_HIGH_I32X4_S(FD | 0xC8, "i64x2.extend_high_i32x4_s", NONE, VECTOR, SIMD, "v:v"),
  I64X2_EXTEND_LOW_I32X4_U(FD | 0xC9, "i64x2.extend_low_i32x4_u", NONE, VECTOR, SIMD, "v:v"),
  I64X2_EXTEND_HIGH_I32X4_U(FD | 0xCA, "i64x2.extend_high_i32x4_u", NONE, VECTOR, SIMD, "v:v"),
  I64X2_SHL(FD | 0xCB, "i64x2.shl", NONE, VECTOR, SIMD, "vi:v"),
  I64X2_SHR_S(FD | 0xCC, "i64x2.shr_s", NONE, VECTOR, SIMD, "vi:v"),
  I64X2_SHR_U(FD | 0xCD, "i64x2.shr_u", NONE, VECTOR, SIMD, "vi:v"),
  I64X2_ADD(FD | 0xCE, "i64x2.add", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_SUB(FD | 0xD1, "i64x2.sub", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_MUL(FD | 0xD5, "i64x2.mul", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_EXTMUL_LOW_I32X4_S(FD | 0xDC, "i64x2.extmul_low_i32x4_s", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_EXTMUL_HIGH_I32X4_S(FD | 0xDD, "i64x2.extmul_high_i32x4_s", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_EXTMUL_LOW_I32X4_U(FD | 0xDE, "i64x2.extmul_low_i32x4_u", NONE, VECTOR, SIMD, "vv:v"),
  I64X2_EXTMUL_HIGH_I32X4_U(FD | 0xDF, "i64x2.extmul_high_i32x4_u", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_ABS(FD | 0xE0, "f32x4.abs", NONE, VECTOR, SIMD, "v:v"),
  F32X4_NEG(FD | 0xE1, "f32x4.neg", NONE, VECTOR, SIMD, "v:v"),
  F32X4_SQRT(FD | 0xE3, "f32x4.sqrt", NONE, VECTOR, SIMD, "v:v"),
  F32X4_ADD(FD | 0xE4, "f32x4.add", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_SUB(FD | 0xE5, "f32x4.sub", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_MUL(FD | 0xE6, "f32x4.mul", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_DIV(FD | 0xE7, "f32x4.div", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_MIN(FD | 0xE8, "f32x4.min", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_MAX(FD | 0xE9, "f32x4.max", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_PMIN(FD | 0xEA, "f32x4.pmin", NONE, VECTOR, SIMD, "vv:v"),
  F32X4_PMAX(FD | 0xEB, "f32x4.pmax", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_ABS(FD | 0xEC, "f64x2.abs", NONE, VECTOR, SIMD, "v:v"),
  F64X2_NEG(FD | 0xED, "f64x2.neg", NONE, VECTOR, SIMD, "v:v"),
  F64X2_SQRT(FD | 0xEF, "f64x2.sqrt", NONE, VECTOR, SIMD, "v:v"),
  F64X2_ADD(FD | 0xF0, "f64x2.add", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_SUB(FD | 0xF1, "f64x2.sub", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_MUL(FD | 0xF2, "f64x2.mul", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_DIV(FD | 0xF3, "f64x2.div", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_MIN(FD | 0xF4, "f64x2.min", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_MAX(FD | 0xF5, "f64x2.max", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_PMIN(FD | 0xF6, "f64x2.pmin", NONE, VECTOR, SIMD, "vv:v"),
  F64X2_PMAX(FD | 0xF7, "f64x2.pmax", NONE, VECTOR, SIMD, "vv:v"),
  I32X4_TRUNC_SAT_F32X4_S(FD | 0xF8, "i32x4.trunc_sat_f32x4_s", NONE, VECTOR, SIMD, "v:v"),
  I32X4_TRUNC_SAT_F32X4_U(FD | 0xF9, "i32x4.trunc_sat_f32x4_u", NONE, VECTOR, SIMD, "v:v"),
  F32X4_CONVERT_I32X4_S(FD | 0xFA, "f32x4.convert_i32x4_s", NONE, VECTOR, SIMD, "v:v"),
  F32X4_CONVERT_I32X4_U(FD | 0xFB, "f32x4.convert_i32x4_u", NONE, VECTOR, SIMD, "v:v"),
  I32X4_TRUNC_SAT_F64X2_S_ZERO(
      FD | 0xFC, "i32x4.trunc_sat_f64x2_s_zero", NONE, VECTOR, SIMD, "v:v"),
  I32X4_TRUNC_SAT_F64X2_U_ZERO(
      FD | 0xFD, "i32x4.trunc_sat_f64x2_u_zero", NONE, VECTOR, SIMD, "v:v"),
  F64X2_CONVERT_LOW_I32X4_S(FD | 0xFE, "f64x2.convert_low_i32x4_s", NONE, VECTOR, SIMD, "v:v"),
  F64X2_CONVERT_LOW_I32X4_U(FD | 0xFF, "f64x2.convert_low_i32x4_u", NONE, VECTOR, SIMD, "v:v");

  private static final Opcode[] PLAIN = byCode(0);
  private static final Opcode[] PREFIX_FC = byCode(Prefix.FC);
  private static final Opcode[] PREFIX_FD = byCode(Prefix.FD);

  private final int code;
  private final String mnemonic;
  private final Immediates immediates;
  private final Category category;
  private final Feature feature;
  private final @Nullable Signature signature;
  private final int width;

  Opcode(
      int code,
      String mnemonic,
      Immediates immediates,
      Category category,
      Feature feature,
      @Nullable String signature) {
    this(code, mnemonic, immediates, category, feature, signature, 0);
  }

  Opcode(
      int code,
      String mnemonic,
      Immediates immediates,
      Category category,
      Feature feature,
      @Nullable String signature,
      int width) {
    this.code = code;
    this.mnemonic = mnemonic;
    this.immediates = immediates;
    this.category = category;
    this.feature = feature;
    this.signature = signature == null ? null : Signature.parse(signature);
    this.width = width;
  }

  /** The prefix byte, or 0 for an instruction of one byte. */
  public int prefix() {
    return code >>> 16;
  }

  /** The instruction's byte, or the number that follows the prefix byte. */
  public int code() {
    return code & 0xFFFF;
  }

  /** The name in the text format. */
  public String mnemonic() {
    return mnemonic;
  }

  /** The shape of the immediate arguments. */
  public Immediates immediates() {
    return immediates;
  }

  /** The family, and with it the validation rule. */
  public Category category() {
    return category;
  }

  /** The feature that must be on. */
  public Feature feature() {
    return feature;
  }

  /** The fixed type, or null where the type depends on the context. */
  public @Nullable Signature signature() {
    return signature;
  }

  /** Bytes of memory accessed, or bytes of the lane; 0 for other instructions. */
  public int width() {
    return width;
  }

  /** The largest alignment exponent allowed for a memory access: log2 of its width. */
  public int naturalAlignment() {
    return Integer.numberOfTrailingZeros(width);
  }

  /** How many lanes of this instruction's width a vector has. */
  public int lanes() {
    return 16 / width;
  }

  /**
   * Finds an instruction by its encoding.
   *
   * @param prefix 0 for instructions of one byte, else the prefix byte
   * @param code the byte, or the number after the prefix, unsigned
   * @return null when there is no such instruction
   */
  public static @Nullable Opcode find(int prefix, int code) {
    return switch (prefix) {
      case 0 -> at(PLAIN, code);
      case 0xFC -> at(PREFIX_FC, code);
      case 0xFD -> at(PREFIX_FD, code);
      default -> null;
    };
  }

  /**
   * The feature that an unknown encoding belongs to, so that a refusal can name it; null when the
   * encoding means nothing in the standard.
   */
  public static @Nullable Feature reservedFor(int prefix, int code) {
    return switch (prefix) {
      case 0 -> plainReservedFor(code);
      case 0xFB -> Feature.GC;
      case 0xFD -> code >= 0x100 && code <= 0x113 ? Feature.RELAXED_SIMD : null;
      case 0xFE -> Feature.THREADS;
      default -> null;
    };
  }

  private static @Nullable Feature plainReservedFor(int code) {
    return switch (code) {
      case 0x06, 0x07, 0x08, 0x09, 0x0A, 0x18, 0x19, 0x1F -> Feature.EXCEPTIONS;
      case 0x14, 0x15, 0xD4, 0xD5, 0xD6 -> Feature.FUNCTION_REFERENCES;
      case 0xD3 -> Feature.GC;
      default -> null;
    };
  }

  private static @Nullable Opcode at(@Nullable Opcode[] table, int code) {
    return code >= 0 && code < table.length ? table[code] : null;
  }

  private static Opcode[] byCode(int prefix) {
    Opcode[] table = new Opcode[256];
    for (Opcode opcode : values()) {
      if ((opcode.code & ~0xFFFF) == prefix) {
        table[opcode.code()] = opcode;
      }
    }
    return table;
  }

  /** Code spaces of the prefix bytes; a class of its own because rows are built before fields. */
  static final class Prefix {
    static final int FC = 0xFC << 16;
    static final int FD = 0xFD << 16;

    private Prefix() {}
  }
}
