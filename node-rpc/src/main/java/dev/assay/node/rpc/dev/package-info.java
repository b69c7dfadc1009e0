/**
 * The control methods of a development chain: mining, time, state, snapshots, impersonation. Each
 * answers to the names that hardhat, anvil and ganache gave it.
 */
@NullMarked
package dev.assay.node.rpc.dev;

import org.jspecify.annotations.NullMarked;
