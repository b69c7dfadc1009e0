/**
 * Keccak-256 and secp256k1.
 *
 * <p>{@link dev.assay.state.crypto.Keccak} is the only hash function of the chain; {@link
 * dev.assay.state.crypto.KeccakBatch} hashes many inputs side by side where the JVM was started
 * with vectors, and one after another where it was not. {@link dev.assay.state.crypto.SecretKey}
 * signs deterministically, through {@link dev.assay.state.crypto.Secp256k1}, the seam behind which
 * a library guards secrets. {@link dev.assay.state.crypto.SenderRecovery} finds the signer: what
 * every transaction pays for, so the curve arithmetic behind it is our own, several times as fast,
 * and not constant in time.
 */
@NullMarked
package dev.assay.state.crypto;

import org.jspecify.annotations.NullMarked;
