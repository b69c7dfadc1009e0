/**
 * What the node tells a monitoring system, in Prometheus' text format at {@code GET /metrics}.
 *
 * <p>{@link dev.assay.node.metrics.Metric} is the one table: name, kind, help and where the figure
 * comes from. The first four names are those of EIP-2159, which dashboards of Ethereum nodes know.
 */
@NullMarked
package dev.assay.node.metrics;

import org.jspecify.annotations.NullMarked;
