/**
 * Ready-made watchers of executions: each implements {@link dev.assay.host.CallTracer} and turns
 * the events of one execution into something to show. None of them changes a result.
 */
@NullMarked
package dev.assay.host.trace;

import org.jspecify.annotations.NullMarked;
