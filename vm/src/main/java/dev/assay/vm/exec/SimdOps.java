package dev.assay.vm.exec;

/**
 * The vector instructions of WebAssembly 2.0 on a register file: a v128 is two consecutive slots of
 * a {@code long[]}, low half first, lane 0 in the lowest bits; a scalar is one slot as the
 * interpreter keeps it (an i32 or f32 in the low 32 bits). {@code dst}, {@code a}, {@code b} and
 * {@code c} are slot indices and may coincide or overlap: every operand is read before anything is
 * written. Nothing is allocated.
 *
 * <p>One method per row of the opcode table, named after its mnemonic ({@code i8x16.add_sat_s} is
 * {@link #i8x16AddSatS}), and {@link #execute}, the same by opcode. Integer lanes are worked 64
 * bits at a time ({@link Lanes}); float lanes go through {@link FloatOps} one by one and so obey
 * the NaN rule.
 *
 * <p>Source: WebAssembly core specification, 4.3.5 (vector operations).
 */
public final class SimdOps {
  private SimdOps() {}

  /**
   * Executes the vector instruction with the given code behind the 0xfd prefix, for all that touch
   * neither memory nor constants.
   *
   * @param r the register file
   * @param dst first slot of the result
   * @param a first slot of the first operand
   * @param b first slot of the second operand (for shifts the count, for replace_lane the scalar)
   * @param c first slot of the third operand of bitselect, or the lane index of extract_lane and
   *     replace_lane
   * @throws IllegalArgumentException for a code that has no row here
   */
  public static void execute(int code, long[] r, int dst, int a, int b, int c) {
    switch (code) {
      case 0x0e -> i8x16Swizzle(r, dst, a, b);
      case 0x0f -> i8x16Splat(r, dst, a);
      case 0x10 -> i16x8Splat(r, dst, a);
      case 0x11 -> i32x4Splat(r, dst, a);
      case 0x12 -> i64x2Splat(r, dst, a);
      case 0x13 -> f32x4Splat(r, dst, a);
      case 0x14 -> f64x2Splat(r, dst, a);
      case 0x15 -> i8x16ExtractLaneS(r, dst, a, c);
      case 0x16 -> i8x16ExtractLaneU(r, dst, a, c);
      case 0x17 -> i8x16ReplaceLane(r, dst, a, b, c);
      case 0x18 -> i16x8ExtractLaneS(r, dst, a, c);
      case 0x19 -> i16x8ExtractLaneU(r, dst, a, c);
      case 0x1a -> i16x8ReplaceLane(r, dst, a, b, c);
      case 0x1b -> i32x4ExtractLane(r, dst, a, c);
      case 0x1c -> i32x4ReplaceLane(r, dst, a, b, c);
      case 0x1d -> i64x2ExtractLane(r, dst, a, c);
      case 0x1e -> i64x2ReplaceLane(r, dst, a, b, c);
      case 0x1f -> f32x4ExtractLane(r, dst, a, c);
      case 0x20 -> f32x4ReplaceLane(r, dst, a, b, c);
      case 0x21 -> f64x2ExtractLane(r, dst, a, c);
      case 0x22 -> f64x2ReplaceLane(r, dst, a, b, c);
      case 0x23 -> i8x16Eq(r, dst, a, b);
      case 0x24 -> i8x16Ne(r, dst, a, b);
      case 0x25 -> i8x16LtS(r, dst, a, b);
      case 0x26 -> i8x16LtU(r, dst, a, b);
      case 0x27 -> i8x16GtS(r, dst, a, b);
      case 0x28 -> i8x16GtU(r, dst, a, b);
      case 0x29 -> i8x16LeS(r, dst, a, b);
      case 0x2a -> i8x16LeU(r, dst, a, b);
      case 0x2b -> i8x16GeS(r, dst, a, b);
      case 0x2c -> i8x16GeU(r, dst, a, b);
      case 0x2d -> i16x8Eq(r, dst, a, b);
      case 0x2e -> i16x8Ne(r, dst, a, b);
      case 0x2f -> i16x8LtS(r, dst, a, b);
      case 0x30 -> i16x8LtU(r, dst, a, b);
      case 0x31 -> i16x8GtS(r, dst, a, b);
      case 0x32 -> i16x8GtU(r, dst, a, b);
      case 0x33 -> i16x8LeS(r, dst, a, b);
      case 0x34 -> i16x8LeU(r, dst, a, b);
      case 0x35 -> i16x8GeS(r, dst, a, b);
      case 0x36 -> i16x8GeU(r, dst, a, b);
      case 0x37 -> i32x4Eq(r, dst, a, b);
      case 0x38 -> i32x4Ne(r, dst, a, b);
      case 0x39 -> i32x4LtS(r, dst, a, b);
      case 0x3a -> i32x4LtU(r, dst, a, b);
      case 0x3b -> i32x4GtS(r, dst, a, b);
      case 0x3c -> i32x4GtU(r, dst, a, b);
      case 0x3d -> i32x4LeS(r, dst, a, b);
      case 0x3e -> i32x4LeU(r, dst, a, b);
      case 0x3f -> i32x4GeS(r, dst, a, b);
      case 0x40 -> i32x4GeU(r, dst, a, b);
      case 0x41 -> f32x4Eq(r, dst, a, b);
      case 0x42 -> f32x4Ne(r, dst, a, b);
      case 0x43 -> f32x4Lt(r, dst, a, b);
      case 0x44 -> f32x4Gt(r, dst, a, b);
      case 0x45 -> f32x4Le(r, dst, a, b);
      case 0x46 -> f32x4Ge(r, dst, a, b);
      case 0x47 -> f64x2Eq(r, dst, a, b);
      case 0x48 -> f64x2Ne(r, dst, a, b);
      case 0x49 -> f64x2Lt(r, dst, a, b);
      case 0x4a -> f64x2Gt(r, dst, a, b);
      case 0x4b -> f64x2Le(r, dst, a, b);
      case 0x4c -> f64x2Ge(r, dst, a, b);
      case 0x4d -> v128Not(r, dst, a);
      case 0x4e -> v128And(r, dst, a, b);
      case 0x4f -> v128Andnot(r, dst, a, b);
      case 0x50 -> v128Or(r, dst, a, b);
      case 0x51 -> v128Xor(r, dst, a, b);
      case 0x52 -> v128Bitselect(r, dst, a, b, c);
      case 0x53 -> v128AnyTrue(r, dst, a);
      case 0x5e -> f32x4DemoteF64x2Zero(r, dst, a);
      case 0x5f -> f64x2PromoteLowF32x4(r, dst, a);
      case 0x60 -> i8x16Abs(r, dst, a);
      case 0x61 -> i8x16Neg(r, dst, a);
      case 0x62 -> i8x16Popcnt(r, dst, a);
      case 0x63 -> i8x16AllTrue(r, dst, a);
      case 0x64 -> i8x16Bitmask(r, dst, a);
      case 0x65 -> i8x16NarrowI16x8S(r, dst, a, b);
      case 0x66 -> i8x16NarrowI16x8U(r, dst, a, b);
      case 0x67 -> f32x4Ceil(r, dst, a);
      case 0x68 -> f32x4Floor(r, dst, a);
      case 0x69 -> f32x4Trunc(r, dst, a);
      case 0x6a -> f32x4Nearest(r, dst, a);
      case 0x6b -> i8x16Shl(r, dst, a, b);
      case 0x6c -> i8x16ShrS(r, dst, a, b);
      case 0x6d -> i8x16ShrU(r, dst, a, b);
      case 0x6e -> i8x16Add(r, dst, a, b);
      case 0x6f -> i8x16AddSatS(r, dst, a, b);
      case 0x70 -> i8x16AddSatU(r, dst, a, b);
      case 0x71 -> i8x16Sub(r, dst, a, b);
      case 0x72 -> i8x16SubSatS(r, dst, a, b);
      case 0x73 -> i8x16SubSatU(r, dst, a, b);
      case 0x74 -> f64x2Ceil(r, dst, a);
      case 0x75 -> f64x2Floor(r, dst, a);
      case 0x76 -> i8x16MinS(r, dst, a, b);
      case 0x77 -> i8x16MinU(r, dst, a, b);
      case 0x78 -> i8x16MaxS(r, dst, a, b);
      case 0x79 -> i8x16MaxU(r, dst, a, b);
      case 0x7a -> f64x2Trunc(r, dst, a);
      case 0x7b -> i8x16AvgrU(r, dst, a, b);
      case 0x7c -> i16x8ExtaddPairwiseI8x16S(r, dst, a);
      case 0x7d -> i16x8ExtaddPairwiseI8x16U(r, dst, a);
      case 0x7e -> i32x4ExtaddPairwiseI16x8S(r, dst, a);
      case 0x7f -> i32x4ExtaddPairwiseI16x8U(r, dst, a);
      case 0x80 -> i16x8Abs(r, dst, a);
      case 0x81 -> i16x8Neg(r, dst, a);
      case 0x82 -> i16x8Q15mulrSatS(r, dst, a, b);
      case 0x83 -> i16x8AllTrue(r, dst, a);
      case 0x84 -> i16x8Bitmask(r, dst, a);
      case 0x85 -> i16x8NarrowI32x4S(r, dst, a, b);
      case 0x86 -> i16x8NarrowI32x4U(r, dst, a, b);
      case 0x87 -> i16x8ExtendLowI8x16S(r, dst, a);
      case 0x88 -> i16x8ExtendHighI8x16S(r, dst, a);
      case 0x89 -> i16x8ExtendLowI8x16U(r, dst, a);
      case 0x8a -> i16x8ExtendHighI8x16U(r, dst, a);
      case 0x8b -> i16x8Shl(r, dst, a, b);
      case 0x8c -> i16x8ShrS(r, dst, a, b);
      case 0x8d -> i16x8ShrU(r, dst, a, b);
      case 0x8e -> i16x8Add(r, dst, a, b);
      case 0x8f -> i16x8AddSatS(r, dst, a, b);
      case 0x90 -> i16x8AddSatU(r, dst, a, b);
      case 0x91 -> i16x8Sub(r, dst, a, b);
      case 0x92 -> i16x8SubSatS(r, dst, a, b);
      case 0x93 -> i16x8SubSatU(r, dst, a, b);
      case 0x94 -> f64x2Nearest(r, dst, a);
      case 0x95 -> i16x8Mul(r, dst, a, b);
      case 0x96 -> i16x8MinS(r, dst, a, b);
      case 0x97 -> i16x8MinU(r, dst, a, b);
      case 0x98 -> i16x8MaxS(r, dst, a, b);
      case 0x99 -> i16x8MaxU(r, dst, a, b);
      case 0x9b -> i16x8AvgrU(r, dst, a, b);
      case 0x9c -> i16x8ExtmulLowI8x16S(r, dst, a, b);
      case 0x9d -> i16x8ExtmulHighI8x16S(r, dst, a, b);
      case 0x9e -> i16x8ExtmulLowI8x16U(r, dst, a, b);
      case 0x9f -> i16x8ExtmulHighI8x16U(r, dst, a, b);
      case 0xa0 -> i32x4Abs(r, dst, a);
      case 0xa1 -> i32x4Neg(r, dst, a);
      case 0xa3 -> i32x4AllTrue(r, dst, a);
      case 0xa4 -> i32x4Bitmask(r, dst, a);
      case 0xa7 -> i32x4ExtendLowI16x8S(r, dst, a);
      case 0xa8 -> i32x4ExtendHighI16x8S(r, dst, a);
      case 0xa9 -> i32x4ExtendLowI16x8U(r, dst, a);
      case 0xaa -> i32x4ExtendHighI16x8U(r, dst, a);
      case 0xab -> i32x4Shl(r, dst, a, b);
      case 0xac -> i32x4ShrS(r, dst, a, b);
      case 0xad -> i32x4ShrU(r, dst, a, b);
      case 0xae -> i32x4Add(r, dst, a, b);
      case 0xb1 -> i32x4Sub(r, dst, a, b);
      case 0xb5 -> i32x4Mul(r, dst, a, b);
      case 0xb6 -> i32x4MinS(r, dst, a, b);
      case 0xb7 -> i32x4MinU(r, dst, a, b);
      case 0xb8 -> i32x4MaxS(r, dst, a, b);
      case 0xb9 -> i32x4MaxU(r, dst, a, b);
      case 0xba -> i32x4DotI16x8S(r, dst, a, b);
      case 0xbc -> i32x4ExtmulLowI16x8S(r, dst, a, b);
      case 0xbd -> i32x4ExtmulHighI16x8S(r, dst, a, b);
      case 0xbe -> i32x4ExtmulLowI16x8U(r, dst, a, b);
      case 0xbf -> i32x4ExtmulHighI16x8U(r, dst, a, b);
      case 0xc0 -> i64x2Abs(r, dst, a);
      case 0xc1 -> i64x2Neg(r, dst, a);
      case 0xc3 -> i64x2AllTrue(r, dst, a);
      case 0xc4 -> i64x2Bitmask(r, dst, a);
      case 0xc7 -> i64x2ExtendLowI32x4S(r, dst, a);
      case 0xc8 -> i64x2ExtendHighI32x4S(r, dst, a);
      case 0xc9 -> i64x2ExtendLowI32x4U(r, dst, a);
      case 0xca -> i64x2ExtendHighI32x4U(r, dst, a);
      case 0xcb -> i64x2Shl(r, dst, a, b);
      case 0xcc -> i64x2ShrS(r, dst, a, b);
      case 0xcd -> i64x2ShrU(r, dst, a, b);
      case 0xce -> i64x2Add(r, dst, a, b);
      case 0xd1 -> i64x2Sub(r, dst, a, b);
      case 0xd5 -> i64x2Mul(r, dst, a, b);
      case 0xd6 -> i64x2Eq(r, dst, a, b);
      case 0xd7 -> i64x2Ne(r, dst, a, b);
      case 0xd8 -> i64x2LtS(r, dst, a, b);
      case 0xd9 -> i64x2GtS(r, dst, a, b);
      case 0xda -> i64x2LeS(r, dst, a, b);
      case 0xdb -> i64x2GeS(r, dst, a, b);
      case 0xdc -> i64x2ExtmulLowI32x4S(r, dst, a, b);
      case 0xdd -> i64x2ExtmulHighI32x4S(r, dst, a, b);
      case 0xde -> i64x2ExtmulLowI32x4U(r, dst, a, b);
      case 0xdf -> i64x2ExtmulHighI32x4U(r, dst, a, b);
      case 0xe0 -> f32x4Abs(r, dst, a);
      case 0xe1 -> f32x4Neg(r, dst, a);
      case 0xe3 -> f32x4Sqrt(r, dst, a);
      case 0xe4 -> f32x4Add(r, dst, a, b);
      case 0xe5 -> f32x4Sub(r, dst, a, b);
      case 0xe6 -> f32x4Mul(r, dst, a, b);
      case 0xe7 -> f32x4Div(r, dst, a, b);
      case 0xe8 -> f32x4Min(r, dst, a, b);
      case 0xe9 -> f32x4Max(r, dst, a, b);
      case 0xea -> f32x4Pmin(r, dst, a, b);
      case 0xeb -> f32x4Pmax(r, dst, a, b);
      case 0xec -> f64x2Abs(r, dst, a);
      case 0xed -> f64x2Neg(r, dst, a);
      case 0xef -> f64x2Sqrt(r, dst, a);
      case 0xf0 -> f64x2Add(r, dst, a, b);
      case 0xf1 -> f64x2Sub(r, dst, a, b);
      case 0xf2 -> f64x2Mul(r, dst, a, b);
      case 0xf3 -> f64x2Div(r, dst, a, b);
      case 0xf4 -> f64x2Min(r, dst, a, b);
      case 0xf5 -> f64x2Max(r, dst, a, b);
      case 0xf6 -> f64x2Pmin(r, dst, a, b);
      case 0xf7 -> f64x2Pmax(r, dst, a, b);
      case 0xf8 -> i32x4TruncSatF32x4S(r, dst, a);
      case 0xf9 -> i32x4TruncSatF32x4U(r, dst, a);
      case 0xfa -> f32x4ConvertI32x4S(r, dst, a);
      case 0xfb -> f32x4ConvertI32x4U(r, dst, a);
      case 0xfc -> i32x4TruncSatF64x2SZero(r, dst, a);
      case 0xfd -> i32x4TruncSatF64x2UZero(r, dst, a);
      case 0xfe -> f64x2ConvertLowI32x4S(r, dst, a);
      case 0xff -> f64x2ConvertLowI32x4U(r, dst, a);
      default -> throw new IllegalArgumentException("no register-file vector instruction " + code);
    }
  }

  /** Two constant slots; also v128.const. */
  public static void set(long[] r, int dst, long low, long high) {
    r[dst] = low;
    r[dst + 1] = high;
  }

  /**
   * i8x16.shuffle: byte i of the result is byte {@code mask[i]} of the 32 bytes of a, then b.
   *
   * @param lowMask the first eight lane indices, each below 32, the first in the lowest byte
   * @param highMask the other eight
   */
  public static void i8x16Shuffle(long[] r, int dst, int a, int b, long lowMask, long highMask) {
    long low = shuffle(r, a, b, lowMask);
    set(r, dst, low, shuffle(r, a, b, highMask));
  }

  /**
   * Puts the low {@code width} bits of {@code value} into a lane of the vector at a: the v128.load
   * lane instructions and replace_lane.
   */
  public static void replaceLane(long[] r, int dst, int a, long value, int lane, int width) {
    int shift = lane * width & 63;
    long mask = -1L >>> (64 - width) << shift;
    long low = r[a];
    long high = r[a + 1];
    long bits = (value << shift) & mask;
    if (lane * width < 64) {
      set(r, dst, (low & ~mask) | bits, high);
    } else {
      set(r, dst, low, (high & ~mask) | bits);
    }
  }

  /** The lane's bits, zero-extended: what the v128.store lane instructions write. */
  public static long lane(long[] r, int a, int lane, int width) {
    return r[a + lane * width / 64] >>> (lane * width & 63) & (-1L >>> (64 - width));
  }

  // Values from memory: the caller loads 1, 2, 4 or 8 bytes, zero-extended, and hands over the
  // bits.

  public static void v128Load8x8S(long[] r, int dst, long bits) {
    set(r, dst, Lanes.extend8S((int) bits), Lanes.extend8S((int) (bits >>> 32)));
  }

  public static void v128Load8x8U(long[] r, int dst, long bits) {
    set(r, dst, Lanes.extend8U((int) bits), Lanes.extend8U((int) (bits >>> 32)));
  }

  public static void v128Load16x4S(long[] r, int dst, long bits) {
    set(r, dst, Lanes.extend16S((int) bits), Lanes.extend16S((int) (bits >>> 32)));
  }

  public static void v128Load16x4U(long[] r, int dst, long bits) {
    set(r, dst, Lanes.extend16U((int) bits), Lanes.extend16U((int) (bits >>> 32)));
  }

  public static void v128Load32x2S(long[] r, int dst, long bits) {
    set(r, dst, Lanes.extend32S(bits), bits >> 32);
  }

  public static void v128Load32x2U(long[] r, int dst, long bits) {
    set(r, dst, bits & 0xffffffffL, bits >>> 32);
  }

  public static void v128Load8Splat(long[] r, int dst, long bits) {
    long lanes = (bits & 0xff) * 0x0101010101010101L;
    set(r, dst, lanes, lanes);
  }

  public static void v128Load16Splat(long[] r, int dst, long bits) {
    long lanes = (bits & 0xffff) * 0x0001000100010001L;
    set(r, dst, lanes, lanes);
  }

  public static void v128Load32Splat(long[] r, int dst, long bits) {
    long lanes = (bits & 0xffffffffL) * 0x0000000100000001L;
    set(r, dst, lanes, lanes);
  }

  public static void v128Load64Splat(long[] r, int dst, long bits) {
    set(r, dst, bits, bits);
  }

  public static void v128Load32Zero(long[] r, int dst, long bits) {
    set(r, dst, bits & 0xffffffffL, 0);
  }

  public static void v128Load64Zero(long[] r, int dst, long bits) {
    set(r, dst, bits, 0);
  }

  // Building and taking apart.

  public static void i8x16Swizzle(long[] r, int dst, int a, int b) {
    set(r, dst, swizzle(r[a], r[a + 1], r[b]), swizzle(r[a], r[a + 1], r[b + 1]));
  }

  public static void i8x16Splat(long[] r, int dst, int a) {
    long lanes = (r[a] & 0xff) * 0x0101010101010101L;
    set(r, dst, lanes, lanes);
  }

  public static void i16x8Splat(long[] r, int dst, int a) {
    long lanes = (r[a] & 0xffff) * 0x0001000100010001L;
    set(r, dst, lanes, lanes);
  }

  public static void i32x4Splat(long[] r, int dst, int a) {
    long lanes = (r[a] & 0xffffffffL) * 0x0000000100000001L;
    set(r, dst, lanes, lanes);
  }

  public static void i64x2Splat(long[] r, int dst, int a) {
    long lanes = r[a];
    set(r, dst, lanes, lanes);
  }

  public static void f32x4Splat(long[] r, int dst, int a) {
    long lanes = (r[a] & 0xffffffffL) * 0x0000000100000001L;
    set(r, dst, lanes, lanes);
  }

  public static void f64x2Splat(long[] r, int dst, int a) {
    long lanes = r[a];
    set(r, dst, lanes, lanes);
  }

  public static void i8x16ExtractLaneS(long[] r, int dst, int a, int lane) {
    r[dst] = (byte) (r[a + lane / 8] >>> (lane % 8 * 8));
  }

  public static void i8x16ExtractLaneU(long[] r, int dst, int a, int lane) {
    r[dst] = r[a + lane / 8] >>> (lane % 8 * 8) & 0xff;
  }

  public static void i16x8ExtractLaneS(long[] r, int dst, int a, int lane) {
    r[dst] = (short) (r[a + lane / 4] >>> (lane % 4 * 16));
  }

  public static void i16x8ExtractLaneU(long[] r, int dst, int a, int lane) {
    r[dst] = r[a + lane / 4] >>> (lane % 4 * 16) & 0xffff;
  }

  public static void i32x4ExtractLane(long[] r, int dst, int a, int lane) {
    r[dst] = (int) (r[a + lane / 2] >>> (lane % 2 * 32));
  }

  public static void i64x2ExtractLane(long[] r, int dst, int a, int lane) {
    r[dst] = r[a + lane];
  }

  public static void f32x4ExtractLane(long[] r, int dst, int a, int lane) {
    r[dst] = (int) (r[a + lane / 2] >>> (lane % 2 * 32));
  }

  public static void f64x2ExtractLane(long[] r, int dst, int a, int lane) {
    r[dst] = r[a + lane];
  }

  public static void i8x16ReplaceLane(long[] r, int dst, int a, int b, int lane) {
    replaceLane(r, dst, a, r[b], lane, 8);
  }

  public static void i16x8ReplaceLane(long[] r, int dst, int a, int b, int lane) {
    replaceLane(r, dst, a, r[b], lane, 16);
  }

  public static void i32x4ReplaceLane(long[] r, int dst, int a, int b, int lane) {
    replaceLane(r, dst, a, r[b], lane, 32);
  }

  public static void i64x2ReplaceLane(long[] r, int dst, int a, int b, int lane) {
    replaceLane(r, dst, a, r[b], lane, 64);
  }

  public static void f32x4ReplaceLane(long[] r, int dst, int a, int b, int lane) {
    replaceLane(r, dst, a, r[b], lane, 32);
  }

  public static void f64x2ReplaceLane(long[] r, int dst, int a, int b, int lane) {
    replaceLane(r, dst, a, r[b], lane, 64);
  }

  // Comparisons: a lane of ones for true.

  public static void i8x16Eq(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.eq(Lanes.HIGH_8, r[a], r[b]), Lanes.eq(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16Ne(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ne(Lanes.HIGH_8, r[a], r[b]), Lanes.ne(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16LtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltS(Lanes.HIGH_8, r[a], r[b]), Lanes.ltS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16LtU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltU(Lanes.HIGH_8, r[a], r[b]), Lanes.ltU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16GtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtS(Lanes.HIGH_8, r[a], r[b]), Lanes.gtS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16GtU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtU(Lanes.HIGH_8, r[a], r[b]), Lanes.gtU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16LeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leS(Lanes.HIGH_8, r[a], r[b]), Lanes.leS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16LeU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leU(Lanes.HIGH_8, r[a], r[b]), Lanes.leU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16GeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geS(Lanes.HIGH_8, r[a], r[b]), Lanes.geS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16GeU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geU(Lanes.HIGH_8, r[a], r[b]), Lanes.geU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i16x8Eq(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.eq(Lanes.HIGH_16, r[a], r[b]), Lanes.eq(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8Ne(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ne(Lanes.HIGH_16, r[a], r[b]), Lanes.ne(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8LtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltS(Lanes.HIGH_16, r[a], r[b]), Lanes.ltS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8LtU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltU(Lanes.HIGH_16, r[a], r[b]), Lanes.ltU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8GtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtS(Lanes.HIGH_16, r[a], r[b]), Lanes.gtS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8GtU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtU(Lanes.HIGH_16, r[a], r[b]), Lanes.gtU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8LeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leS(Lanes.HIGH_16, r[a], r[b]), Lanes.leS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8LeU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leU(Lanes.HIGH_16, r[a], r[b]), Lanes.leU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8GeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geS(Lanes.HIGH_16, r[a], r[b]), Lanes.geS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8GeU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geU(Lanes.HIGH_16, r[a], r[b]), Lanes.geU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i32x4Eq(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.eq(Lanes.HIGH_32, r[a], r[b]), Lanes.eq(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4Ne(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ne(Lanes.HIGH_32, r[a], r[b]), Lanes.ne(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4LtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltS(Lanes.HIGH_32, r[a], r[b]), Lanes.ltS(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4LtU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltU(Lanes.HIGH_32, r[a], r[b]), Lanes.ltU(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4GtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtS(Lanes.HIGH_32, r[a], r[b]), Lanes.gtS(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4GtU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtU(Lanes.HIGH_32, r[a], r[b]), Lanes.gtU(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4LeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leS(Lanes.HIGH_32, r[a], r[b]), Lanes.leS(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4LeU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leU(Lanes.HIGH_32, r[a], r[b]), Lanes.leU(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4GeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geS(Lanes.HIGH_32, r[a], r[b]), Lanes.geS(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4GeU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geU(Lanes.HIGH_32, r[a], r[b]), Lanes.geU(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i64x2Eq(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.eq(Lanes.HIGH_64, r[a], r[b]), Lanes.eq(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2Ne(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ne(Lanes.HIGH_64, r[a], r[b]), Lanes.ne(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2LtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.ltS(Lanes.HIGH_64, r[a], r[b]), Lanes.ltS(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2GtS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.gtS(Lanes.HIGH_64, r[a], r[b]), Lanes.gtS(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2LeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.leS(Lanes.HIGH_64, r[a], r[b]), Lanes.leS(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2GeS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.geS(Lanes.HIGH_64, r[a], r[b]), Lanes.geS(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void f32x4Eq(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            -FloatOps.f32Eq(low(r[a]), low(r[b])), -FloatOps.f32Eq(high(r[a]), high(r[b]))),
        Lanes.pack32(
            -FloatOps.f32Eq(low(r[a + 1]), low(r[b + 1])),
            -FloatOps.f32Eq(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Ne(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            -FloatOps.f32Ne(low(r[a]), low(r[b])), -FloatOps.f32Ne(high(r[a]), high(r[b]))),
        Lanes.pack32(
            -FloatOps.f32Ne(low(r[a + 1]), low(r[b + 1])),
            -FloatOps.f32Ne(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Lt(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            -FloatOps.f32Lt(low(r[a]), low(r[b])), -FloatOps.f32Lt(high(r[a]), high(r[b]))),
        Lanes.pack32(
            -FloatOps.f32Lt(low(r[a + 1]), low(r[b + 1])),
            -FloatOps.f32Lt(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Gt(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            -FloatOps.f32Gt(low(r[a]), low(r[b])), -FloatOps.f32Gt(high(r[a]), high(r[b]))),
        Lanes.pack32(
            -FloatOps.f32Gt(low(r[a + 1]), low(r[b + 1])),
            -FloatOps.f32Gt(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Le(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            -FloatOps.f32Le(low(r[a]), low(r[b])), -FloatOps.f32Le(high(r[a]), high(r[b]))),
        Lanes.pack32(
            -FloatOps.f32Le(low(r[a + 1]), low(r[b + 1])),
            -FloatOps.f32Le(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Ge(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            -FloatOps.f32Ge(low(r[a]), low(r[b])), -FloatOps.f32Ge(high(r[a]), high(r[b]))),
        Lanes.pack32(
            -FloatOps.f32Ge(low(r[a + 1]), low(r[b + 1])),
            -FloatOps.f32Ge(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f64x2Eq(long[] r, int dst, int a, int b) {
    set(r, dst, -FloatOps.f64Eq(r[a], r[b]), -FloatOps.f64Eq(r[a + 1], r[b + 1]));
  }

  public static void f64x2Ne(long[] r, int dst, int a, int b) {
    set(r, dst, -FloatOps.f64Ne(r[a], r[b]), -FloatOps.f64Ne(r[a + 1], r[b + 1]));
  }

  public static void f64x2Lt(long[] r, int dst, int a, int b) {
    set(r, dst, -FloatOps.f64Lt(r[a], r[b]), -FloatOps.f64Lt(r[a + 1], r[b + 1]));
  }

  public static void f64x2Gt(long[] r, int dst, int a, int b) {
    set(r, dst, -FloatOps.f64Gt(r[a], r[b]), -FloatOps.f64Gt(r[a + 1], r[b + 1]));
  }

  public static void f64x2Le(long[] r, int dst, int a, int b) {
    set(r, dst, -FloatOps.f64Le(r[a], r[b]), -FloatOps.f64Le(r[a + 1], r[b + 1]));
  }

  public static void f64x2Ge(long[] r, int dst, int a, int b) {
    set(r, dst, -FloatOps.f64Ge(r[a], r[b]), -FloatOps.f64Ge(r[a + 1], r[b + 1]));
  }

  // Bitwise.

  public static void v128Not(long[] r, int dst, int a) {
    set(r, dst, ~r[a], ~r[a + 1]);
  }

  public static void v128And(long[] r, int dst, int a, int b) {
    set(r, dst, r[a] & r[b], r[a + 1] & r[b + 1]);
  }

  public static void v128Andnot(long[] r, int dst, int a, int b) {
    set(r, dst, r[a] & ~r[b], r[a + 1] & ~r[b + 1]);
  }

  public static void v128Or(long[] r, int dst, int a, int b) {
    set(r, dst, r[a] | r[b], r[a + 1] | r[b + 1]);
  }

  public static void v128Xor(long[] r, int dst, int a, int b) {
    set(r, dst, r[a] ^ r[b], r[a + 1] ^ r[b + 1]);
  }

  public static void v128Bitselect(long[] r, int dst, int a, int b, int c) {
    set(r, dst, Lanes.select(r[c], r[a], r[b]), Lanes.select(r[c + 1], r[a + 1], r[b + 1]));
  }

  public static void v128AnyTrue(long[] r, int dst, int a) {
    r[dst] = (r[a] | r[a + 1]) != 0 ? 1 : 0;
  }

  // i8x16 arithmetic.

  public static void i8x16Abs(long[] r, int dst, int a) {
    set(r, dst, Lanes.abs(Lanes.HIGH_8, r[a]), Lanes.abs(Lanes.HIGH_8, r[a + 1]));
  }

  public static void i8x16Neg(long[] r, int dst, int a) {
    set(r, dst, Lanes.neg(Lanes.HIGH_8, r[a]), Lanes.neg(Lanes.HIGH_8, r[a + 1]));
  }

  public static void i8x16Popcnt(long[] r, int dst, int a) {
    set(r, dst, Lanes.popcnt8(r[a]), Lanes.popcnt8(r[a + 1]));
  }

  public static void i8x16AllTrue(long[] r, int dst, int a) {
    r[dst] = Lanes.allTrue(Lanes.HIGH_8, r[a]) && Lanes.allTrue(Lanes.HIGH_8, r[a + 1]) ? 1 : 0;
  }

  public static void i8x16Bitmask(long[] r, int dst, int a) {
    r[dst] = Lanes.bitmask(Lanes.HIGH_8, r[a]) | Lanes.bitmask(Lanes.HIGH_8, r[a + 1]) << 8;
  }

  public static void i8x16Shl(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shl(Lanes.HIGH_8, r[a], count), Lanes.shl(Lanes.HIGH_8, r[a + 1], count));
  }

  public static void i8x16ShrS(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrS(Lanes.HIGH_8, r[a], count), Lanes.shrS(Lanes.HIGH_8, r[a + 1], count));
  }

  public static void i8x16ShrU(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrU(Lanes.HIGH_8, r[a], count), Lanes.shrU(Lanes.HIGH_8, r[a + 1], count));
  }

  public static void i8x16Add(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.add(Lanes.HIGH_8, r[a], r[b]), Lanes.add(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16AddSatS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.addSatS(Lanes.HIGH_8, r[a], r[b]),
        Lanes.addSatS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16AddSatU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.addSatU(Lanes.HIGH_8, r[a], r[b]),
        Lanes.addSatU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16Sub(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.sub(Lanes.HIGH_8, r[a], r[b]), Lanes.sub(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16SubSatS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.subSatS(Lanes.HIGH_8, r[a], r[b]),
        Lanes.subSatS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16SubSatU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.subSatU(Lanes.HIGH_8, r[a], r[b]),
        Lanes.subSatU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16MinS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.minS(Lanes.HIGH_8, r[a], r[b]), Lanes.minS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16MinU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.minU(Lanes.HIGH_8, r[a], r[b]), Lanes.minU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16MaxS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.maxS(Lanes.HIGH_8, r[a], r[b]), Lanes.maxS(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16MaxU(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.maxU(Lanes.HIGH_8, r[a], r[b]), Lanes.maxU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  public static void i8x16AvgrU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.avgrU(Lanes.HIGH_8, r[a], r[b]),
        Lanes.avgrU(Lanes.HIGH_8, r[a + 1], r[b + 1]));
  }

  // i16x8 arithmetic.

  public static void i16x8Abs(long[] r, int dst, int a) {
    set(r, dst, Lanes.abs(Lanes.HIGH_16, r[a]), Lanes.abs(Lanes.HIGH_16, r[a + 1]));
  }

  public static void i16x8Neg(long[] r, int dst, int a) {
    set(r, dst, Lanes.neg(Lanes.HIGH_16, r[a]), Lanes.neg(Lanes.HIGH_16, r[a + 1]));
  }

  public static void i16x8Q15mulrSatS(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.q15mulrSatS(r[a], r[b]), Lanes.q15mulrSatS(r[a + 1], r[b + 1]));
  }

  public static void i16x8AllTrue(long[] r, int dst, int a) {
    r[dst] = Lanes.allTrue(Lanes.HIGH_16, r[a]) && Lanes.allTrue(Lanes.HIGH_16, r[a + 1]) ? 1 : 0;
  }

  public static void i16x8Bitmask(long[] r, int dst, int a) {
    r[dst] = Lanes.bitmask(Lanes.HIGH_16, r[a]) | Lanes.bitmask(Lanes.HIGH_16, r[a + 1]) << 4;
  }

  public static void i16x8Shl(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shl(Lanes.HIGH_16, r[a], count), Lanes.shl(Lanes.HIGH_16, r[a + 1], count));
  }

  public static void i16x8ShrS(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrS(Lanes.HIGH_16, r[a], count), Lanes.shrS(Lanes.HIGH_16, r[a + 1], count));
  }

  public static void i16x8ShrU(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrU(Lanes.HIGH_16, r[a], count), Lanes.shrU(Lanes.HIGH_16, r[a + 1], count));
  }

  public static void i16x8Add(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.add(Lanes.HIGH_16, r[a], r[b]), Lanes.add(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8AddSatS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.addSatS(Lanes.HIGH_16, r[a], r[b]),
        Lanes.addSatS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8AddSatU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.addSatU(Lanes.HIGH_16, r[a], r[b]),
        Lanes.addSatU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8Sub(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.sub(Lanes.HIGH_16, r[a], r[b]), Lanes.sub(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8SubSatS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.subSatS(Lanes.HIGH_16, r[a], r[b]),
        Lanes.subSatS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8SubSatU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.subSatU(Lanes.HIGH_16, r[a], r[b]),
        Lanes.subSatU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8Mul(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.mul16(r[a], r[b]), Lanes.mul16(r[a + 1], r[b + 1]));
  }

  public static void i16x8MinS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.minS(Lanes.HIGH_16, r[a], r[b]),
        Lanes.minS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8MinU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.minU(Lanes.HIGH_16, r[a], r[b]),
        Lanes.minU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8MaxS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.maxS(Lanes.HIGH_16, r[a], r[b]),
        Lanes.maxS(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8MaxU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.maxU(Lanes.HIGH_16, r[a], r[b]),
        Lanes.maxU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  public static void i16x8AvgrU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.avgrU(Lanes.HIGH_16, r[a], r[b]),
        Lanes.avgrU(Lanes.HIGH_16, r[a + 1], r[b + 1]));
  }

  // i32x4 arithmetic.

  public static void i32x4Abs(long[] r, int dst, int a) {
    set(r, dst, Lanes.abs(Lanes.HIGH_32, r[a]), Lanes.abs(Lanes.HIGH_32, r[a + 1]));
  }

  public static void i32x4Neg(long[] r, int dst, int a) {
    set(r, dst, Lanes.neg(Lanes.HIGH_32, r[a]), Lanes.neg(Lanes.HIGH_32, r[a + 1]));
  }

  public static void i32x4AllTrue(long[] r, int dst, int a) {
    r[dst] = Lanes.allTrue(Lanes.HIGH_32, r[a]) && Lanes.allTrue(Lanes.HIGH_32, r[a + 1]) ? 1 : 0;
  }

  public static void i32x4Bitmask(long[] r, int dst, int a) {
    r[dst] = Lanes.bitmask(Lanes.HIGH_32, r[a]) | Lanes.bitmask(Lanes.HIGH_32, r[a + 1]) << 2;
  }

  public static void i32x4Shl(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shl(Lanes.HIGH_32, r[a], count), Lanes.shl(Lanes.HIGH_32, r[a + 1], count));
  }

  public static void i32x4ShrS(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrS(Lanes.HIGH_32, r[a], count), Lanes.shrS(Lanes.HIGH_32, r[a + 1], count));
  }

  public static void i32x4ShrU(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrU(Lanes.HIGH_32, r[a], count), Lanes.shrU(Lanes.HIGH_32, r[a + 1], count));
  }

  public static void i32x4Add(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.add(Lanes.HIGH_32, r[a], r[b]), Lanes.add(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4Sub(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.sub(Lanes.HIGH_32, r[a], r[b]), Lanes.sub(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4Mul(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.mul32(r[a], r[b]), Lanes.mul32(r[a + 1], r[b + 1]));
  }

  public static void i32x4MinS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.minS(Lanes.HIGH_32, r[a], r[b]),
        Lanes.minS(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4MinU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.minU(Lanes.HIGH_32, r[a], r[b]),
        Lanes.minU(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4MaxS(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.maxS(Lanes.HIGH_32, r[a], r[b]),
        Lanes.maxS(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4MaxU(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.maxU(Lanes.HIGH_32, r[a], r[b]),
        Lanes.maxU(Lanes.HIGH_32, r[a + 1], r[b + 1]));
  }

  public static void i32x4DotI16x8S(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.dot16(r[a], r[b]), Lanes.dot16(r[a + 1], r[b + 1]));
  }

  // i64x2 arithmetic.

  public static void i64x2Abs(long[] r, int dst, int a) {
    set(r, dst, Lanes.abs(Lanes.HIGH_64, r[a]), Lanes.abs(Lanes.HIGH_64, r[a + 1]));
  }

  public static void i64x2Neg(long[] r, int dst, int a) {
    set(r, dst, Lanes.neg(Lanes.HIGH_64, r[a]), Lanes.neg(Lanes.HIGH_64, r[a + 1]));
  }

  public static void i64x2AllTrue(long[] r, int dst, int a) {
    r[dst] = Lanes.allTrue(Lanes.HIGH_64, r[a]) && Lanes.allTrue(Lanes.HIGH_64, r[a + 1]) ? 1 : 0;
  }

  public static void i64x2Bitmask(long[] r, int dst, int a) {
    r[dst] = Lanes.bitmask(Lanes.HIGH_64, r[a]) | Lanes.bitmask(Lanes.HIGH_64, r[a + 1]) << 1;
  }

  public static void i64x2Shl(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shl(Lanes.HIGH_64, r[a], count), Lanes.shl(Lanes.HIGH_64, r[a + 1], count));
  }

  public static void i64x2ShrS(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrS(Lanes.HIGH_64, r[a], count), Lanes.shrS(Lanes.HIGH_64, r[a + 1], count));
  }

  public static void i64x2ShrU(long[] r, int dst, int a, int b) {
    int count = (int) r[b];
    set(r, dst, Lanes.shrU(Lanes.HIGH_64, r[a], count), Lanes.shrU(Lanes.HIGH_64, r[a + 1], count));
  }

  public static void i64x2Add(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.add(Lanes.HIGH_64, r[a], r[b]), Lanes.add(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2Sub(long[] r, int dst, int a, int b) {
    set(r, dst, Lanes.sub(Lanes.HIGH_64, r[a], r[b]), Lanes.sub(Lanes.HIGH_64, r[a + 1], r[b + 1]));
  }

  public static void i64x2Mul(long[] r, int dst, int a, int b) {
    set(r, dst, r[a] * r[b], r[a + 1] * r[b + 1]);
  }

  // Between lane widths.

  public static void i8x16NarrowI16x8S(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(Lanes.narrow16S(r[a]), Lanes.narrow16S(r[a + 1])),
        Lanes.pack32(Lanes.narrow16S(r[b]), Lanes.narrow16S(r[b + 1])));
  }

  public static void i8x16NarrowI16x8U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(Lanes.narrow16U(r[a]), Lanes.narrow16U(r[a + 1])),
        Lanes.pack32(Lanes.narrow16U(r[b]), Lanes.narrow16U(r[b + 1])));
  }

  public static void i16x8NarrowI32x4S(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(Lanes.narrow32S(r[a]), Lanes.narrow32S(r[a + 1])),
        Lanes.pack32(Lanes.narrow32S(r[b]), Lanes.narrow32S(r[b + 1])));
  }

  public static void i16x8NarrowI32x4U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(Lanes.narrow32U(r[a]), Lanes.narrow32U(r[a + 1])),
        Lanes.pack32(Lanes.narrow32U(r[b]), Lanes.narrow32U(r[b + 1])));
  }

  public static void i16x8ExtaddPairwiseI8x16S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extaddPairwise8S(r[a]), Lanes.extaddPairwise8S(r[a + 1]));
  }

  public static void i16x8ExtaddPairwiseI8x16U(long[] r, int dst, int a) {
    set(r, dst, Lanes.extaddPairwise8U(r[a]), Lanes.extaddPairwise8U(r[a + 1]));
  }

  public static void i32x4ExtaddPairwiseI16x8S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extaddPairwise16S(r[a]), Lanes.extaddPairwise16S(r[a + 1]));
  }

  public static void i32x4ExtaddPairwiseI16x8U(long[] r, int dst, int a) {
    set(r, dst, Lanes.extaddPairwise16U(r[a]), Lanes.extaddPairwise16U(r[a + 1]));
  }

  public static void i16x8ExtendLowI8x16S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend8S(low(r[a])), Lanes.extend8S(high(r[a])));
  }

  public static void i16x8ExtendHighI8x16S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend8S(low(r[a + 1])), Lanes.extend8S(high(r[a + 1])));
  }

  public static void i16x8ExtendLowI8x16U(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend8U(low(r[a])), Lanes.extend8U(high(r[a])));
  }

  public static void i16x8ExtendHighI8x16U(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend8U(low(r[a + 1])), Lanes.extend8U(high(r[a + 1])));
  }

  public static void i32x4ExtendLowI16x8S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend16S(low(r[a])), Lanes.extend16S(high(r[a])));
  }

  public static void i32x4ExtendHighI16x8S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend16S(low(r[a + 1])), Lanes.extend16S(high(r[a + 1])));
  }

  public static void i32x4ExtendLowI16x8U(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend16U(low(r[a])), Lanes.extend16U(high(r[a])));
  }

  public static void i32x4ExtendHighI16x8U(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend16U(low(r[a + 1])), Lanes.extend16U(high(r[a + 1])));
  }

  public static void i64x2ExtendLowI32x4S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend32S(r[a]), r[a] >> 32);
  }

  public static void i64x2ExtendHighI32x4S(long[] r, int dst, int a) {
    set(r, dst, Lanes.extend32S(r[a + 1]), r[a + 1] >> 32);
  }

  public static void i64x2ExtendLowI32x4U(long[] r, int dst, int a) {
    set(r, dst, r[a] & 0xffffffffL, r[a] >>> 32);
  }

  public static void i64x2ExtendHighI32x4U(long[] r, int dst, int a) {
    set(r, dst, r[a + 1] & 0xffffffffL, r[a + 1] >>> 32);
  }

  public static void i16x8ExtmulLowI8x16S(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul16(Lanes.extend8S(low(r[a])), Lanes.extend8S(low(r[b]))),
        Lanes.mul16(Lanes.extend8S(high(r[a])), Lanes.extend8S(high(r[b]))));
  }

  public static void i16x8ExtmulHighI8x16S(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul16(Lanes.extend8S(low(r[a + 1])), Lanes.extend8S(low(r[b + 1]))),
        Lanes.mul16(Lanes.extend8S(high(r[a + 1])), Lanes.extend8S(high(r[b + 1]))));
  }

  public static void i16x8ExtmulLowI8x16U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul16(Lanes.extend8U(low(r[a])), Lanes.extend8U(low(r[b]))),
        Lanes.mul16(Lanes.extend8U(high(r[a])), Lanes.extend8U(high(r[b]))));
  }

  public static void i16x8ExtmulHighI8x16U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul16(Lanes.extend8U(low(r[a + 1])), Lanes.extend8U(low(r[b + 1]))),
        Lanes.mul16(Lanes.extend8U(high(r[a + 1])), Lanes.extend8U(high(r[b + 1]))));
  }

  public static void i32x4ExtmulLowI16x8S(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul32(Lanes.extend16S(low(r[a])), Lanes.extend16S(low(r[b]))),
        Lanes.mul32(Lanes.extend16S(high(r[a])), Lanes.extend16S(high(r[b]))));
  }

  public static void i32x4ExtmulHighI16x8S(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul32(Lanes.extend16S(low(r[a + 1])), Lanes.extend16S(low(r[b + 1]))),
        Lanes.mul32(Lanes.extend16S(high(r[a + 1])), Lanes.extend16S(high(r[b + 1]))));
  }

  public static void i32x4ExtmulLowI16x8U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul32(Lanes.extend16U(low(r[a])), Lanes.extend16U(low(r[b]))),
        Lanes.mul32(Lanes.extend16U(high(r[a])), Lanes.extend16U(high(r[b]))));
  }

  public static void i32x4ExtmulHighI16x8U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.mul32(Lanes.extend16U(low(r[a + 1])), Lanes.extend16U(low(r[b + 1]))),
        Lanes.mul32(Lanes.extend16U(high(r[a + 1])), Lanes.extend16U(high(r[b + 1]))));
  }

  public static void i64x2ExtmulLowI32x4S(long[] r, int dst, int a, int b) {
    set(r, dst, (long) low(r[a]) * low(r[b]), (r[a] >> 32) * (r[b] >> 32));
  }

  public static void i64x2ExtmulHighI32x4S(long[] r, int dst, int a, int b) {
    set(r, dst, (long) low(r[a + 1]) * low(r[b + 1]), (r[a + 1] >> 32) * (r[b + 1] >> 32));
  }

  public static void i64x2ExtmulLowI32x4U(long[] r, int dst, int a, int b) {
    set(r, dst, (r[a] & 0xffffffffL) * (r[b] & 0xffffffffL), (r[a] >>> 32) * (r[b] >>> 32));
  }

  public static void i64x2ExtmulHighI32x4U(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        (r[a + 1] & 0xffffffffL) * (r[b + 1] & 0xffffffffL),
        (r[a + 1] >>> 32) * (r[b + 1] >>> 32));
  }

  // Floats, lane by lane under the NaN rule; pmin and pmax choose an operand and keep its bits.

  public static void f32x4Ceil(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Ceil(low(r[a])), FloatOps.f32Ceil(high(r[a]))),
        Lanes.pack32(FloatOps.f32Ceil(low(r[a + 1])), FloatOps.f32Ceil(high(r[a + 1]))));
  }

  public static void f32x4Floor(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Floor(low(r[a])), FloatOps.f32Floor(high(r[a]))),
        Lanes.pack32(FloatOps.f32Floor(low(r[a + 1])), FloatOps.f32Floor(high(r[a + 1]))));
  }

  public static void f32x4Trunc(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Trunc(low(r[a])), FloatOps.f32Trunc(high(r[a]))),
        Lanes.pack32(FloatOps.f32Trunc(low(r[a + 1])), FloatOps.f32Trunc(high(r[a + 1]))));
  }

  public static void f32x4Nearest(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Nearest(low(r[a])), FloatOps.f32Nearest(high(r[a]))),
        Lanes.pack32(FloatOps.f32Nearest(low(r[a + 1])), FloatOps.f32Nearest(high(r[a + 1]))));
  }

  public static void f32x4Abs(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Abs(low(r[a])), FloatOps.f32Abs(high(r[a]))),
        Lanes.pack32(FloatOps.f32Abs(low(r[a + 1])), FloatOps.f32Abs(high(r[a + 1]))));
  }

  public static void f32x4Neg(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Neg(low(r[a])), FloatOps.f32Neg(high(r[a]))),
        Lanes.pack32(FloatOps.f32Neg(low(r[a + 1])), FloatOps.f32Neg(high(r[a + 1]))));
  }

  public static void f32x4Sqrt(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(FloatOps.f32Sqrt(low(r[a])), FloatOps.f32Sqrt(high(r[a]))),
        Lanes.pack32(FloatOps.f32Sqrt(low(r[a + 1])), FloatOps.f32Sqrt(high(r[a + 1]))));
  }

  public static void f32x4Add(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            FloatOps.f32Add(low(r[a]), low(r[b])), FloatOps.f32Add(high(r[a]), high(r[b]))),
        Lanes.pack32(
            FloatOps.f32Add(low(r[a + 1]), low(r[b + 1])),
            FloatOps.f32Add(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Sub(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            FloatOps.f32Sub(low(r[a]), low(r[b])), FloatOps.f32Sub(high(r[a]), high(r[b]))),
        Lanes.pack32(
            FloatOps.f32Sub(low(r[a + 1]), low(r[b + 1])),
            FloatOps.f32Sub(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Mul(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            FloatOps.f32Mul(low(r[a]), low(r[b])), FloatOps.f32Mul(high(r[a]), high(r[b]))),
        Lanes.pack32(
            FloatOps.f32Mul(low(r[a + 1]), low(r[b + 1])),
            FloatOps.f32Mul(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Div(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            FloatOps.f32Div(low(r[a]), low(r[b])), FloatOps.f32Div(high(r[a]), high(r[b]))),
        Lanes.pack32(
            FloatOps.f32Div(low(r[a + 1]), low(r[b + 1])),
            FloatOps.f32Div(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Min(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            FloatOps.f32Min(low(r[a]), low(r[b])), FloatOps.f32Min(high(r[a]), high(r[b]))),
        Lanes.pack32(
            FloatOps.f32Min(low(r[a + 1]), low(r[b + 1])),
            FloatOps.f32Min(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Max(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(
            FloatOps.f32Max(low(r[a]), low(r[b])), FloatOps.f32Max(high(r[a]), high(r[b]))),
        Lanes.pack32(
            FloatOps.f32Max(low(r[a + 1]), low(r[b + 1])),
            FloatOps.f32Max(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Pmin(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(pmin(low(r[a]), low(r[b])), pmin(high(r[a]), high(r[b]))),
        Lanes.pack32(pmin(low(r[a + 1]), low(r[b + 1])), pmin(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f32x4Pmax(long[] r, int dst, int a, int b) {
    set(
        r,
        dst,
        Lanes.pack32(pmax(low(r[a]), low(r[b])), pmax(high(r[a]), high(r[b]))),
        Lanes.pack32(pmax(low(r[a + 1]), low(r[b + 1])), pmax(high(r[a + 1]), high(r[b + 1]))));
  }

  public static void f64x2Ceil(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Ceil(r[a]), FloatOps.f64Ceil(r[a + 1]));
  }

  public static void f64x2Floor(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Floor(r[a]), FloatOps.f64Floor(r[a + 1]));
  }

  public static void f64x2Trunc(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Trunc(r[a]), FloatOps.f64Trunc(r[a + 1]));
  }

  public static void f64x2Nearest(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Nearest(r[a]), FloatOps.f64Nearest(r[a + 1]));
  }

  public static void f64x2Abs(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Abs(r[a]), FloatOps.f64Abs(r[a + 1]));
  }

  public static void f64x2Neg(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Neg(r[a]), FloatOps.f64Neg(r[a + 1]));
  }

  public static void f64x2Sqrt(long[] r, int dst, int a) {
    set(r, dst, FloatOps.f64Sqrt(r[a]), FloatOps.f64Sqrt(r[a + 1]));
  }

  public static void f64x2Add(long[] r, int dst, int a, int b) {
    set(r, dst, FloatOps.f64Add(r[a], r[b]), FloatOps.f64Add(r[a + 1], r[b + 1]));
  }

  public static void f64x2Sub(long[] r, int dst, int a, int b) {
    set(r, dst, FloatOps.f64Sub(r[a], r[b]), FloatOps.f64Sub(r[a + 1], r[b + 1]));
  }

  public static void f64x2Mul(long[] r, int dst, int a, int b) {
    set(r, dst, FloatOps.f64Mul(r[a], r[b]), FloatOps.f64Mul(r[a + 1], r[b + 1]));
  }

  public static void f64x2Div(long[] r, int dst, int a, int b) {
    set(r, dst, FloatOps.f64Div(r[a], r[b]), FloatOps.f64Div(r[a + 1], r[b + 1]));
  }

  public static void f64x2Min(long[] r, int dst, int a, int b) {
    set(r, dst, FloatOps.f64Min(r[a], r[b]), FloatOps.f64Min(r[a + 1], r[b + 1]));
  }

  public static void f64x2Max(long[] r, int dst, int a, int b) {
    set(r, dst, FloatOps.f64Max(r[a], r[b]), FloatOps.f64Max(r[a + 1], r[b + 1]));
  }

  public static void f64x2Pmin(long[] r, int dst, int a, int b) {
    set(r, dst, pmin(r[a], r[b]), pmin(r[a + 1], r[b + 1]));
  }

  public static void f64x2Pmax(long[] r, int dst, int a, int b) {
    set(r, dst, pmax(r[a], r[b]), pmax(r[a + 1], r[b + 1]));
  }

  // Conversions.

  public static void i32x4TruncSatF32x4S(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(
            ConversionOps.i32TruncSatF32S(low(r[a])), ConversionOps.i32TruncSatF32S(high(r[a]))),
        Lanes.pack32(
            ConversionOps.i32TruncSatF32S(low(r[a + 1])),
            ConversionOps.i32TruncSatF32S(high(r[a + 1]))));
  }

  public static void i32x4TruncSatF32x4U(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(
            ConversionOps.i32TruncSatF32U(low(r[a])), ConversionOps.i32TruncSatF32U(high(r[a]))),
        Lanes.pack32(
            ConversionOps.i32TruncSatF32U(low(r[a + 1])),
            ConversionOps.i32TruncSatF32U(high(r[a + 1]))));
  }

  public static void f32x4ConvertI32x4S(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(
            ConversionOps.f32ConvertI32S(low(r[a])), ConversionOps.f32ConvertI32S(high(r[a]))),
        Lanes.pack32(
            ConversionOps.f32ConvertI32S(low(r[a + 1])),
            ConversionOps.f32ConvertI32S(high(r[a + 1]))));
  }

  public static void f32x4ConvertI32x4U(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(
            ConversionOps.f32ConvertI32U(low(r[a])), ConversionOps.f32ConvertI32U(high(r[a]))),
        Lanes.pack32(
            ConversionOps.f32ConvertI32U(low(r[a + 1])),
            ConversionOps.f32ConvertI32U(high(r[a + 1]))));
  }

  public static void i32x4TruncSatF64x2SZero(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(ConversionOps.i32TruncSatF64S(r[a]), ConversionOps.i32TruncSatF64S(r[a + 1])),
        0);
  }

  public static void i32x4TruncSatF64x2UZero(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(ConversionOps.i32TruncSatF64U(r[a]), ConversionOps.i32TruncSatF64U(r[a + 1])),
        0);
  }

  public static void f32x4DemoteF64x2Zero(long[] r, int dst, int a) {
    set(
        r,
        dst,
        Lanes.pack32(ConversionOps.f32DemoteF64(r[a]), ConversionOps.f32DemoteF64(r[a + 1])),
        0);
  }

  public static void f64x2ConvertLowI32x4S(long[] r, int dst, int a) {
    set(r, dst, ConversionOps.f64ConvertI32S(low(r[a])), ConversionOps.f64ConvertI32S(high(r[a])));
  }

  public static void f64x2ConvertLowI32x4U(long[] r, int dst, int a) {
    set(r, dst, ConversionOps.f64ConvertI32U(low(r[a])), ConversionOps.f64ConvertI32U(high(r[a])));
  }

  public static void f64x2PromoteLowF32x4(long[] r, int dst, int a) {
    set(r, dst, ConversionOps.f64PromoteF32(low(r[a])), ConversionOps.f64PromoteF32(high(r[a])));
  }

  private static int low(long half) {
    return (int) half;
  }

  private static int high(long half) {
    return (int) (half >>> 32);
  }

  private static int pmin(int a, int b) {
    return FloatOps.f32Lt(b, a) != 0 ? b : a;
  }

  private static int pmax(int a, int b) {
    return FloatOps.f32Lt(a, b) != 0 ? b : a;
  }

  private static long pmin(long a, long b) {
    return FloatOps.f64Lt(b, a) != 0 ? b : a;
  }

  private static long pmax(long a, long b) {
    return FloatOps.f64Lt(a, b) != 0 ? b : a;
  }

  /** Eight bytes of the vector, chosen by eight indices; an index past 15 gives 0. */
  private static long swizzle(long low, long high, long indices) {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      int index = (int) (indices >>> shift) & 0xff;
      if (index < 16) {
        long half = index < 8 ? low : high;
        result |= (half >>> (8 * index) & 0xff) << shift;
      }
    }
    return result;
  }

  private static long shuffle(long[] r, int a, int b, long indices) {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      int index = (int) (indices >>> shift) & 0x1f;
      long half = r[(index < 16 ? a : b) + (index >>> 3 & 1)];
      result |= (half >>> (8 * index) & 0xff) << shift;
    }
    return result;
  }
}
