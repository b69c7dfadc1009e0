/**
 * Contracts of other chains that tools expect at fixed addresses, as Java code: the CREATE2
 * factory, Stylus's deployer and cache manager, and the ArbWasm precompiles that {@code cargo
 * stylus} talks to. {@link dev.assay.host.predeploy.Predeploy} is the table.
 */
@NullMarked
package dev.assay.host.predeploy;

import org.jspecify.annotations.NullMarked;
