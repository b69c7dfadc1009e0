/**
 * Immutable primitives of the chain: {@link dev.assay.state.types.Address}, {@link
 * dev.assay.state.types.Hash}, {@link dev.assay.state.types.UInt256}, {@link
 * dev.assay.state.types.Bytes}, {@link dev.assay.state.types.Hex}.
 *
 * <p>All values are big-endian at the byte boundary, compare as unsigned numbers, and never expose
 * a mutable array. Addresses, hashes and words hold primitive fields, so equality and hashing cost
 * a few instructions and no array is chased on the way to storage.
 */
@NullMarked
package dev.assay.state.types;

import org.jspecify.annotations.NullMarked;
