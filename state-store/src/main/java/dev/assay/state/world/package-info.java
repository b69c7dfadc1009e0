/**
 * Accounts and their storage while transactions run.
 *
 * <p>{@link dev.assay.state.world.StateView} is a state that does not change. {@link
 * dev.assay.state.world.WorldState} is the one mutable thing: an overlay over a view with a journal
 * of typed entries, so that any point can be returned to at a cost of one step a change. What it
 * ends with is a {@link dev.assay.state.world.StateDiff}: plain data, sorted by address, slot and
 * hash, the same whatever order the changes came in. No database is in sight.
 */
@NullMarked
package dev.assay.state.world;

import org.jspecify.annotations.NullMarked;
