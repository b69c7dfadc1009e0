package dev.assay.host.precompile;

import org.bouncycastle.math.ec.ECPoint;

/**
 * A product of pairings, compared with one.
 *
 * <p>The optimal ate pairing with affine steps on the twist (Vercauteren, "Optimal pairings").
 * Points of the twist are mapped to the curve over the twelfth-degree field by {@code (x w^2, y
 * w^3)} on a divisive twist and {@code (x / w^2, y / w^3)} on a multiplicative one; there every
 * line is multiplied by {@code w^3}, which the final power sends to one.
 */
final class Pairing {

  private final PairingCurve curve;
  private Fp12 product;

  Pairing(PairingCurve curve) {
    this.curve = curve;
    this.product = Fp12.one(curve.field());
  }

  /** Multiplies with the pairing of a finite point of each group. */
  Pairing with(ECPoint p, TwistPoint q) {
    product = product.multiply(new Miller(p, q).run());
    return this;
  }

  /** Whether the product so far is one. */
  boolean isOne() {
    Fp12 f = product.conjugate().multiply(product.invert());
    f = f.squaredFrobenius(curve.powers().gamma()).multiply(f);
    return f.power(curve.powers().hardPart()).equals(Fp12.one(curve.field()));
  }

  /** One Miller loop. */
  private final class Miller {
    private final Fp px;
    private final Fp py;
    private final TwistPoint q;
    private TwistPoint t;
    private Fp12 f = Fp12.one(curve.field());

    Miller(ECPoint p, TwistPoint q) {
      this.px = curve.coordinate(p, false);
      this.py = curve.coordinate(p, true);
      this.q = q;
      this.t = q;
    }

    Fp12 run() {
      for (int bit = curve.loop().bitLength() - 2; bit >= 0; bit--) {
        f = f.square();
        twice();
        if (curve.loop().testBit(bit)) {
          add(q);
        }
      }
      return switch (curve.family()) {
        case BLS12 -> f;
        case BN -> withFrobeniusImages();
      };
    }

    private Fp12 withFrobeniusImages() {
      TwistPoint first = frobenius(q);
      add(first);
      add(frobenius(first).negate());
      return f;
    }

    private TwistPoint frobenius(TwistPoint point) {
      return new TwistPoint(
          point.x().conjugate().multiply(curve.powers().frobeniusX()),
          point.y().conjugate().multiply(curve.powers().frobeniusY()));
    }

    private void twice() {
      Fp2 slope = t.x().square().times(3).multiply(t.y().times(2).invert());
      step(slope, t.x());
    }

    private void add(TwistPoint other) {
      Fp2 slope = t.y().subtract(other.y()).multiply(t.x().subtract(other.x()).invert());
      step(slope, other.x());
    }

    private void step(Fp2 slope, Fp2 otherX) {
      f = f.multiply(line(slope));
      Fp2 x = slope.square().subtract(t.x()).subtract(otherX);
      t = new TwistPoint(x, slope.multiply(t.x().subtract(x)).subtract(t.y()));
    }

    /** The line through {@code t} with this slope, at {@code p}. */
    private Fp12 line(Fp2 slope) {
      Fp2 zero = Fp2.zero(curve.field());
      Fp2 constant = slope.multiply(t.x()).subtract(t.y());
      Fp2 linear = slope.scale(px).negate();
      Fp2 ordinate = Fp2.of(py);
      return switch (curve.family()) {
        case BN -> new Fp12(new Fp6(ordinate, zero, zero), new Fp6(linear, constant, zero));
        case BLS12 -> new Fp12(new Fp6(constant, linear, zero), new Fp6(zero, ordinate, zero));
      };
    }
  }
}
