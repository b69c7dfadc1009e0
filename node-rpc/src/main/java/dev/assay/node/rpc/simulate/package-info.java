/**
 * eth_simulateV1: blocks of calls that build on one another and on a block of the chain, with
 * states and headers overridden, and nothing kept.
 *
 * <p>A {@link dev.assay.node.rpc.simulate.SimulationRequest} is what was asked; {@link
 * dev.assay.node.rpc.simulate.Plan} lays out its blocks, the empty ones between included; {@link
 * dev.assay.node.rpc.simulate.Simulation} executes them into {@link
 * dev.assay.node.rpc.simulate.SimulatedBlock}s. Defaults, order of checks, codes and texts are
 * those of geth, which the specification's examples were made with.
 */
@NullMarked
package dev.assay.node.rpc.simulate;

import org.jspecify.annotations.NullMarked;
