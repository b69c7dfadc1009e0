/**
 * Where the gas went.
 *
 * <p>{@link GasProfiler} collects a tree of what ran inside what, and what each spent by itself;
 * {@link GasProfile} is the finished tree, whose total is exactly the ink consumed. It is shown as
 * a table ({@link ProfileTable}), as folded stacks for other tools ({@link FoldedStacks}), and as a
 * page of its own ({@link FlameGraph}). All figures are ink; the forms print gas.
 */
@NullMarked
package dev.assay.metering.profile;

import org.jspecify.annotations.NullMarked;
