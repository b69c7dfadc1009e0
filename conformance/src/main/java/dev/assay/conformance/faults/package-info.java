/**
 * {@code assay conformance faults}: what becomes of a chain on disk when processes die, bits flip,
 * files are cut short and disks fill up.
 *
 * <p>Every round has one of three honest ends: nothing happened, it was repaired, or it was refused
 * with a reason. {@link dev.assay.conformance.faults.Outcome} counts them; a chain that is shorter
 * or other than what was acknowledged, and says nothing, is a failure.
 */
@NullMarked
package dev.assay.conformance.faults;

import org.jspecify.annotations.NullMarked;
