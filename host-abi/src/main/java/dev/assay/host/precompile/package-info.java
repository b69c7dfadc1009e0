/**
 * The precompiled contracts 0x01 to 0x0a and 0x100: pure functions from input bytes to output
 * bytes.
 *
 * <p>{@link Precompile} is the table: address, gas rule, function. A function that returns empty
 * has failed, which costs the caller all gas it forwarded; no input makes one throw. The two
 * pairing curves share one tower of extension fields ({@link PrimeField}, {@link Fp}, {@link Fp2},
 * {@link Fp6}, {@link Fp12}) and one Miller loop ({@link Pairing}); group operations in G1 are
 * BouncyCastle's.
 */
@NullMarked
package dev.assay.host.precompile;

import org.jspecify.annotations.NullMarked;
