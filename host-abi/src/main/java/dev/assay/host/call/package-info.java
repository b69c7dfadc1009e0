/**
 * Messages and the frames they run in. An executor runs one {@link dev.assay.host.call.Message}
 * against the world and gives a {@link dev.assay.host.call.CallResult}; whatever does not succeed
 * leaves no trace in the world. Frames nest through the host functions; their depth, memory pages
 * and call stack are counted over the whole transaction.
 */
@NullMarked
package dev.assay.host.call;

import org.jspecify.annotations.NullMarked;
