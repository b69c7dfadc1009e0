/**
 * The chain: genesis, blocks, transaction pool, block production and simulation.
 *
 * <p>One thread writes ({@code BlockProducer}); readers take immutable snapshots and never wait for
 * it. A block becomes visible only after it is synced to disk. The clock is read in one place, the
 * producer's {@code Clock} port, and block timestamps are strictly monotone.
 */
@NullMarked
package dev.assay.node.chain;

import org.jspecify.annotations.NullMarked;
