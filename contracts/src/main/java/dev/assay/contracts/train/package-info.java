/**
 * {@code assay train}: what the JVM watches once after a build, so that the next starts are fast
 * (JEP 514, 515). Everything loaded while it watches is loaded at every start of a node from then
 * on, and takes memory there; hence this client is made of what a node has anyway and a socket, not
 * of the library that the rest of the contracts' side uses.
 */
@NullMarked
package dev.assay.contracts.train;

import org.jspecify.annotations.NullMarked;
