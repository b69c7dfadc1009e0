package dev.assay.host.precompile;

import java.math.BigInteger;

/** A finite affine point of a sextic twist {@code y^2 = x^3 + b'} over {@link Fp2}. */
record TwistPoint(Fp2 x, Fp2 y) {

  boolean isOnCurve(Fp2 b) {
    return y.square().equals(x.square().multiply(x).add(b));
  }

  TwistPoint negate() {
    return new TwistPoint(x, y.negate());
  }

  /** Whether the multiple by the group's order is the point at infinity. */
  boolean hasOrder(BigInteger order) {
    Jacobian result = Jacobian.of(this);
    for (int bit = order.bitLength() - 2; bit >= 0; bit--) {
      result = result.twice();
      result = order.testBit(bit) ? result.add(this) : result;
    }
    return result.z.isZero();
  }

  /** Coordinates {@code (x / z^2, y / z^3)}; infinity has {@code z = 0}. */
  private record Jacobian(Fp2 x, Fp2 y, Fp2 z) {

    static Jacobian of(TwistPoint point) {
      return new Jacobian(point.x, point.y, Fp2.one(point.x.c0().field()));
    }

    Jacobian twice() {
      Fp2 a = x.square();
      Fp2 b = y.square();
      Fp2 c = b.square();
      Fp2 d = x.add(b).square().subtract(a).subtract(c).times(2);
      Fp2 e = a.times(3);
      Fp2 x3 = e.square().subtract(d.times(2));
      Fp2 y3 = e.multiply(d.subtract(x3)).subtract(c.times(8));
      return new Jacobian(x3, y3, y.multiply(z).times(2));
    }

    Jacobian add(TwistPoint other) {
      if (z.isZero()) {
        return of(other);
      }
      Fp2 zz = z.square();
      Fp2 h = other.x.multiply(zz).subtract(x);
      Fp2 r = other.y.multiply(zz).multiply(z).subtract(y);
      if (h.isZero()) {
        return r.isZero() ? twice() : new Jacobian(x, y, Fp2.zero(z.c0().field()));
      }
      Fp2 hh = h.square();
      Fp2 hhh = hh.multiply(h);
      Fp2 v = x.multiply(hh);
      Fp2 x3 = r.square().subtract(hhh).subtract(v.times(2));
      Fp2 y3 = r.multiply(v.subtract(x3)).subtract(y.multiply(hhh));
      return new Jacobian(x3, y3, z.multiply(h));
    }
  }
}
