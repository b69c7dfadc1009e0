/**
 * Keccak-256 and secp256k1.
 *
 * <p>{@link dev.assay.state.crypto.Keccak} is the only hash function of the chain. {@link
 * dev.assay.state.crypto.SecretKey} signs deterministically, {@link
 * dev.assay.state.crypto.SenderRecovery} finds the signer; both reach the curve through {@link
 * dev.assay.state.crypto.Secp256k1}, the one seam behind which an implementation can be exchanged.
 */
@NullMarked
package dev.assay.state.crypto;

import org.jspecify.annotations.NullMarked;
