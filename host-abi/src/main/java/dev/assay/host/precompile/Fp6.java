package dev.assay.host.precompile;

/** An element {@code c0 + c1 v + c2 v^2} of {@code Fp2[v]/(v^3 - xi)}. */
record Fp6(Fp2 c0, Fp2 c1, Fp2 c2) {

  static Fp6 zero(PrimeField field) {
    return new Fp6(Fp2.zero(field), Fp2.zero(field), Fp2.zero(field));
  }

  static Fp6 one(PrimeField field) {
    return new Fp6(Fp2.one(field), Fp2.zero(field), Fp2.zero(field));
  }

  Fp6 add(Fp6 other) {
    return new Fp6(c0.add(other.c0), c1.add(other.c1), c2.add(other.c2));
  }

  Fp6 subtract(Fp6 other) {
    return new Fp6(c0.subtract(other.c0), c1.subtract(other.c1), c2.subtract(other.c2));
  }

  Fp6 negate() {
    return new Fp6(c0.negate(), c1.negate(), c2.negate());
  }

  Fp6 multiply(Fp6 other) {
    Fp2 p0 = c0.multiply(other.c0);
    Fp2 p1 = c1.multiply(other.c1);
    Fp2 p2 = c2.multiply(other.c2);
    Fp2 p12 = c1.add(c2).multiply(other.c1.add(other.c2)).subtract(p1).subtract(p2);
    Fp2 p01 = c0.add(c1).multiply(other.c0.add(other.c1)).subtract(p0).subtract(p1);
    Fp2 p02 = c0.add(c2).multiply(other.c0.add(other.c2)).subtract(p0).subtract(p2);
    return new Fp6(p0.add(p12.multiplyByXi()), p01.add(p2.multiplyByXi()), p02.add(p1));
  }

  Fp6 multiplyByV() {
    return new Fp6(c2.multiplyByXi(), c0, c1);
  }

  Fp6 scale(Fp2 factor) {
    return new Fp6(c0.multiply(factor), c1.multiply(factor), c2.multiply(factor));
  }

  Fp6 invert() {
    Fp2 t0 = c0.square().subtract(c1.multiply(c2).multiplyByXi());
    Fp2 t1 = c2.square().multiplyByXi().subtract(c0.multiply(c1));
    Fp2 t2 = c1.square().subtract(c0.multiply(c2));
    Fp2 cross = c2.multiply(t1).add(c1.multiply(t2)).multiplyByXi();
    return new Fp6(t0, t1, t2).scale(c0.multiply(t0).add(cross).invert());
  }
}
