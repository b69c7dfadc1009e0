package dev.assay.state.crypto;

import static dev.assay.state.crypto.KeccakPermutation.ROUND_CONSTANTS;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link KeccakPermutation} on as many states as a vector has words: the same rounds, a vector
 * where that has a word. Loaded only where the module of vectors is there, see {@link KeccakLanes}.
 */
final class VectorPermutation implements KeccakLanes {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void permute(long[] states) {
    LongVector a0 = LongVector.fromArray(SPECIES, states, 0);
    LongVector a1 = LongVector.fromArray(SPECIES, states, WIDTH);
    LongVector a2 = LongVector.fromArray(SPECIES, states, 2 * WIDTH);
    LongVector a3 = LongVector.fromArray(SPECIES, states, 3 * WIDTH);
    LongVector a4 = LongVector.fromArray(SPECIES, states, 4 * WIDTH);
    LongVector a5 = LongVector.fromArray(SPECIES, states, 5 * WIDTH);
    LongVector a6 = LongVector.fromArray(SPECIES, states, 6 * WIDTH);
    LongVector a7 = LongVector.fromArray(SPECIES, states, 7 * WIDTH);
    LongVector a8 = LongVector.fromArray(SPECIES, states, 8 * WIDTH);
    LongVector a9 = LongVector.fromArray(SPECIES, states, 9 * WIDTH);
    LongVector a10 = LongVector.fromArray(SPECIES, states, 10 * WIDTH);
    LongVector a11 = LongVector.fromArray(SPECIES, states, 11 * WIDTH);
    LongVector a12 = LongVector.fromArray(SPECIES, states, 12 * WIDTH);
    LongVector a13 = LongVector.fromArray(SPECIES, states, 13 * WIDTH);
    LongVector a14 = LongVector.fromArray(SPECIES, states, 14 * WIDTH);
    LongVector a15 = LongVector.fromArray(SPECIES, states, 15 * WIDTH);
    LongVector a16 = LongVector.fromArray(SPECIES, states, 16 * WIDTH);
    LongVector a17 = LongVector.fromArray(SPECIES, states, 17 * WIDTH);
    LongVector a18 = LongVector.fromArray(SPECIES, states, 18 * WIDTH);
    LongVector a19 = LongVector.fromArray(SPECIES, states, 19 * WIDTH);
    LongVector a20 = LongVector.fromArray(SPECIES, states, 20 * WIDTH);
    LongVector a21 = LongVector.fromArray(SPECIES, states, 21 * WIDTH);
    LongVector a22 = LongVector.fromArray(SPECIES, states, 22 * WIDTH);
    LongVector a23 = LongVector.fromArray(SPECIES, states, 23 * WIDTH);
    LongVector a24 = LongVector.fromArray(SPECIES, states, 24 * WIDTH);
    for (int round = 0; round < 24; round += 2) {
      LongVector c0 = a0.lanewise(XOR, a5).lanewise(XOR, a10).lanewise(XOR, a15).lanewise(XOR, a20);
      LongVector c1 = a1.lanewise(XOR, a6).lanewise(XOR, a11).lanewise(XOR, a16).lanewise(XOR, a21);
      LongVector c2 = a2.lanewise(XOR, a7).lanewise(XOR, a12).lanewise(XOR, a17).lanewise(XOR, a22);
      LongVector c3 = a3.lanewise(XOR, a8).lanewise(XOR, a13).lanewise(XOR, a18).lanewise(XOR, a23);
      LongVector c4 = a4.lanewise(XOR, a9).lanewise(XOR, a14).lanewise(XOR, a19).lanewise(XOR, a24);
      LongVector d0 = c4.lanewise(XOR, c1.lanewise(ROL, 1));
      LongVector d1 = c0.lanewise(XOR, c2.lanewise(ROL, 1));
      LongVector d2 = c1.lanewise(XOR, c3.lanewise(ROL, 1));
      LongVector d3 = c2.lanewise(XOR, c4.lanewise(ROL, 1));
      LongVector d4 = c3.lanewise(XOR, c0.lanewise(ROL, 1));
      LongVector e0 = a0.lanewise(XOR, d0);
      LongVector e1 = a6.lanewise(XOR, d1).lanewise(ROL, 44);
      LongVector e2 = a12.lanewise(XOR, d2).lanewise(ROL, 43);
      LongVector e3 = a18.lanewise(XOR, d3).lanewise(ROL, 21);
      LongVector e4 = a24.lanewise(XOR, d4).lanewise(ROL, 14);
      LongVector b0 =
          e0.lanewise(XOR, e2.lanewise(AND_NOT, e1)).lanewise(XOR, ROUND_CONSTANTS[round]);
      LongVector b1 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      LongVector b2 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      LongVector b3 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      LongVector b4 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = a3.lanewise(XOR, d3).lanewise(ROL, 28);
      e1 = a9.lanewise(XOR, d4).lanewise(ROL, 20);
      e2 = a10.lanewise(XOR, d0).lanewise(ROL, 3);
      e3 = a16.lanewise(XOR, d1).lanewise(ROL, 45);
      e4 = a22.lanewise(XOR, d2).lanewise(ROL, 61);
      LongVector b5 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      LongVector b6 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      LongVector b7 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      LongVector b8 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      LongVector b9 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = a1.lanewise(XOR, d1).lanewise(ROL, 1);
      e1 = a7.lanewise(XOR, d2).lanewise(ROL, 6);
      e2 = a13.lanewise(XOR, d3).lanewise(ROL, 25);
      e3 = a19.lanewise(XOR, d4).lanewise(ROL, 8);
      e4 = a20.lanewise(XOR, d0).lanewise(ROL, 18);
      LongVector b10 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      LongVector b11 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      LongVector b12 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      LongVector b13 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      LongVector b14 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = a4.lanewise(XOR, d4).lanewise(ROL, 27);
      e1 = a5.lanewise(XOR, d0).lanewise(ROL, 36);
      e2 = a11.lanewise(XOR, d1).lanewise(ROL, 10);
      e3 = a17.lanewise(XOR, d2).lanewise(ROL, 15);
      e4 = a23.lanewise(XOR, d3).lanewise(ROL, 56);
      LongVector b15 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      LongVector b16 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      LongVector b17 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      LongVector b18 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      LongVector b19 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = a2.lanewise(XOR, d2).lanewise(ROL, 62);
      e1 = a8.lanewise(XOR, d3).lanewise(ROL, 55);
      e2 = a14.lanewise(XOR, d4).lanewise(ROL, 39);
      e3 = a15.lanewise(XOR, d0).lanewise(ROL, 41);
      e4 = a21.lanewise(XOR, d1).lanewise(ROL, 2);
      LongVector b20 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      LongVector b21 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      LongVector b22 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      LongVector b23 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      LongVector b24 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));

      c0 = b0.lanewise(XOR, b5).lanewise(XOR, b10).lanewise(XOR, b15).lanewise(XOR, b20);
      c1 = b1.lanewise(XOR, b6).lanewise(XOR, b11).lanewise(XOR, b16).lanewise(XOR, b21);
      c2 = b2.lanewise(XOR, b7).lanewise(XOR, b12).lanewise(XOR, b17).lanewise(XOR, b22);
      c3 = b3.lanewise(XOR, b8).lanewise(XOR, b13).lanewise(XOR, b18).lanewise(XOR, b23);
      c4 = b4.lanewise(XOR, b9).lanewise(XOR, b14).lanewise(XOR, b19).lanewise(XOR, b24);
      d0 = c4.lanewise(XOR, c1.lanewise(ROL, 1));
      d1 = c0.lanewise(XOR, c2.lanewise(ROL, 1));
      d2 = c1.lanewise(XOR, c3.lanewise(ROL, 1));
      d3 = c2.lanewise(XOR, c4.lanewise(ROL, 1));
      d4 = c3.lanewise(XOR, c0.lanewise(ROL, 1));
      e0 = b0.lanewise(XOR, d0);
      e1 = b6.lanewise(XOR, d1).lanewise(ROL, 44);
      e2 = b12.lanewise(XOR, d2).lanewise(ROL, 43);
      e3 = b18.lanewise(XOR, d3).lanewise(ROL, 21);
      e4 = b24.lanewise(XOR, d4).lanewise(ROL, 14);
      a0 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1)).lanewise(XOR, ROUND_CONSTANTS[round + 1]);
      a1 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      a2 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      a3 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      a4 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = b3.lanewise(XOR, d3).lanewise(ROL, 28);
      e1 = b9.lanewise(XOR, d4).lanewise(ROL, 20);
      e2 = b10.lanewise(XOR, d0).lanewise(ROL, 3);
      e3 = b16.lanewise(XOR, d1).lanewise(ROL, 45);
      e4 = b22.lanewise(XOR, d2).lanewise(ROL, 61);
      a5 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      a6 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      a7 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      a8 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      a9 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = b1.lanewise(XOR, d1).lanewise(ROL, 1);
      e1 = b7.lanewise(XOR, d2).lanewise(ROL, 6);
      e2 = b13.lanewise(XOR, d3).lanewise(ROL, 25);
      e3 = b19.lanewise(XOR, d4).lanewise(ROL, 8);
      e4 = b20.lanewise(XOR, d0).lanewise(ROL, 18);
      a10 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      a11 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      a12 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      a13 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      a14 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = b4.lanewise(XOR, d4).lanewise(ROL, 27);
      e1 = b5.lanewise(XOR, d0).lanewise(ROL, 36);
      e2 = b11.lanewise(XOR, d1).lanewise(ROL, 10);
      e3 = b17.lanewise(XOR, d2).lanewise(ROL, 15);
      e4 = b23.lanewise(XOR, d3).lanewise(ROL, 56);
      a15 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      a16 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      a17 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      a18 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      a19 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
      e0 = b2.lanewise(XOR, d2).lanewise(ROL, 62);
      e1 = b8.lanewise(XOR, d3).lanewise(ROL, 55);
      e2 = b14.lanewise(XOR, d4).lanewise(ROL, 39);
      e3 = b15.lanewise(XOR, d0).lanewise(ROL, 41);
      e4 = b21.lanewise(XOR, d1).lanewise(ROL, 2);
      a20 = e0.lanewise(XOR, e2.lanewise(AND_NOT, e1));
      a21 = e1.lanewise(XOR, e3.lanewise(AND_NOT, e2));
      a22 = e2.lanewise(XOR, e4.lanewise(AND_NOT, e3));
      a23 = e3.lanewise(XOR, e0.lanewise(AND_NOT, e4));
      a24 = e4.lanewise(XOR, e1.lanewise(AND_NOT, e0));
    }
    a0.intoArray(states, 0);
    a1.intoArray(states, WIDTH);
    a2.intoArray(states, 2 * WIDTH);
    a3.intoArray(states, 3 * WIDTH);
    a4.intoArray(states, 4 * WIDTH);
    a5.intoArray(states, 5 * WIDTH);
    a6.intoArray(states, 6 * WIDTH);
    a7.intoArray(states, 7 * WIDTH);
    a8.intoArray(states, 8 * WIDTH);
    a9.intoArray(states, 9 * WIDTH);
    a10.intoArray(states, 10 * WIDTH);
    a11.intoArray(states, 11 * WIDTH);
    a12.intoArray(states, 12 * WIDTH);
    a13.intoArray(states, 13 * WIDTH);
    a14.intoArray(states, 14 * WIDTH);
    a15.intoArray(states, 15 * WIDTH);
    a16.intoArray(states, 16 * WIDTH);
    a17.intoArray(states, 17 * WIDTH);
    a18.intoArray(states, 18 * WIDTH);
    a19.intoArray(states, 19 * WIDTH);
    a20.intoArray(states, 20 * WIDTH);
    a21.intoArray(states, 21 * WIDTH);
    a22.intoArray(states, 22 * WIDTH);
    a23.intoArray(states, 23 * WIDTH);
    a24.intoArray(states, 24 * WIDTH);
  }
}
