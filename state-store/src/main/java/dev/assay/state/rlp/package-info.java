/**
 * Recursive Length Prefix, Ethereum's serialization (Yellow Paper, appendix B).
 *
 * <p>{@link dev.assay.state.rlp.RlpWriter} appends items to one growing buffer. {@link
 * dev.assay.state.rlp.RlpReader} walks foreign bytes and accepts exactly one encoding of every
 * value: any other form is an {@link dev.assay.state.rlp.RlpError} that names the reason and the
 * offset. {@link dev.assay.state.rlp.RlpItem} is the tree of items for whoever has no schema.
 */
@NullMarked
package dev.assay.state.rlp;

import org.jspecify.annotations.NullMarked;
