package dev.assay.state.crypto;

import java.util.Arrays;

/**
 * A point of secp256k1 that additions change in place: x = X / Z^2, y = Y / Z^3. Not constant in
 * time: for public values only.
 */
final class JacobianPoint {
  private final long[] x = new long[FieldElement.LIMBS];
  private final long[] y = new long[FieldElement.LIMBS];
  private final long[] z = new long[FieldElement.LIMBS];
  private boolean infinite = true;

  private final long[] s0 = new long[FieldElement.LIMBS];
  private final long[] s1 = new long[FieldElement.LIMBS];
  private final long[] s2 = new long[FieldElement.LIMBS];
  private final long[] s3 = new long[FieldElement.LIMBS];
  private final long[] s4 = new long[FieldElement.LIMBS];

  /** An affine point. */
  record Affine(long[] x, long[] y) {
    Affine negated() {
      long[] minus = new long[FieldElement.LIMBS];
      FieldElement.scale(minus, y, -1);
      return new Affine(x, minus);
    }
  }

  /** The point at infinity. */
  static JacobianPoint infinity() {
    return new JacobianPoint();
  }

  static JacobianPoint of(Affine point) {
    JacobianPoint result = new JacobianPoint();
    result.set(point);
    return result;
  }

  JacobianPoint copy() {
    JacobianPoint result = new JacobianPoint();
    System.arraycopy(x, 0, result.x, 0, FieldElement.LIMBS);
    System.arraycopy(y, 0, result.y, 0, FieldElement.LIMBS);
    System.arraycopy(z, 0, result.z, 0, FieldElement.LIMBS);
    result.infinite = infinite;
    return result;
  }

  private void set(Affine point) {
    System.arraycopy(point.x(), 0, x, 0, FieldElement.LIMBS);
    System.arraycopy(point.y(), 0, y, 0, FieldElement.LIMBS);
    Arrays.fill(z, 0);
    z[0] = 1;
    infinite = false;
  }

  boolean isInfinite() {
    return infinite;
  }

  /** Adds the point to itself. No point of this curve has order two. */
  void twice() {
    if (infinite) {
      return;
    }
    FieldElement.square(s0, y);
    FieldElement.multiply(s1, x, s0);
    FieldElement.scale(s1, s1, 4);
    FieldElement.multiply(z, y, z);
    FieldElement.scale(z, z, 2);
    FieldElement.square(s2, x);
    FieldElement.scale(s2, s2, 3);
    FieldElement.square(x, s2);
    FieldElement.subtract(x, x, s1);
    FieldElement.subtract(x, x, s1);
    FieldElement.subtract(s1, s1, x);
    FieldElement.multiply(y, s2, s1);
    FieldElement.square(s0, s0);
    FieldElement.scale(s0, s0, 8);
    FieldElement.subtract(y, y, s0);
  }

  /** Adds an affine point. */
  void add(Affine point) {
    if (infinite) {
      set(point);
      return;
    }
    FieldElement.square(s0, z);
    FieldElement.multiply(s1, point.x(), s0);
    FieldElement.subtract(s1, s1, x);
    FieldElement.multiply(s0, s0, z);
    FieldElement.multiply(s2, point.y(), s0);
    FieldElement.subtract(s2, s2, y);
    if (FieldElement.isZero(s1)) {
      addSameX();
      return;
    }
    FieldElement.multiply(z, z, s1);
    FieldElement.square(s0, s1);
    FieldElement.multiply(s3, s0, s1);
    FieldElement.multiply(s0, x, s0);
    FieldElement.square(x, s2);
    FieldElement.subtract(x, x, s3);
    FieldElement.subtract(x, x, s0);
    FieldElement.subtract(x, x, s0);
    FieldElement.subtract(s0, s0, x);
    FieldElement.multiply(s4, y, s3);
    FieldElement.multiply(y, s2, s0);
    FieldElement.subtract(y, y, s4);
  }

  /** The same point or its negative, as the difference of the ys says. */
  private void addSameX() {
    if (FieldElement.isZero(s2)) {
      twice();
    } else {
      infinite = true;
    }
  }

  /** The affine forms of finite points, for one inversion. */
  static Affine[] normalize(JacobianPoint[] points) {
    long[][] products = new long[points.length][];
    long[] all = new long[FieldElement.LIMBS];
    all[0] = 1;
    for (int i = 0; i < points.length; i++) {
      products[i] = all.clone();
      FieldElement.multiply(all, all, points[i].z);
    }
    long[] inverse = FieldElement.inverse(all);
    Affine[] result = new Affine[points.length];
    for (int i = points.length - 1; i >= 0; i--) {
      long[] own = new long[FieldElement.LIMBS];
      FieldElement.multiply(own, inverse, products[i]);
      FieldElement.multiply(inverse, inverse, points[i].z);
      result[i] = points[i].affine(own);
    }
    return result;
  }

  private Affine affine(long[] inverseZ) {
    long[] squared = new long[FieldElement.LIMBS];
    long[] affineX = new long[FieldElement.LIMBS];
    long[] affineY = new long[FieldElement.LIMBS];
    FieldElement.square(squared, inverseZ);
    FieldElement.multiply(affineX, x, squared);
    FieldElement.multiply(squared, squared, inverseZ);
    FieldElement.multiply(affineY, y, squared);
    return new Affine(affineX, affineY);
  }
}
