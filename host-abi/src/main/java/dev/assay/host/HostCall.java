package dev.assay.host;

import dev.assay.state.types.Bytes;

/**
 * A host call that has done its work, with what crossed the boundary: one value after the other,
 * numbers big-endian, in the encoding of Stylus' tracers.
 *
 * @param function its row of the table
 * @param name what Stylus' tracers call it
 * @param arguments what the guest gave
 * @param results what it got
 * @param startInk ink of the frame before it, its base fee included
 * @param endInk ink of the frame after it
 */
public record HostCall(
    HostFunctionRow function,
    String name,
    Bytes arguments,
    Bytes results,
    long startInk,
    long endInk) {}
