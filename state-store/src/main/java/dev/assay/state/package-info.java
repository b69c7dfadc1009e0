/**
 * Everything that outlives a call: the chain's values and encodings, its tries, its state and its
 * database. Knows nothing of the virtual machine.
 */
@NullMarked
package dev.assay.state;

import org.jspecify.annotations.NullMarked;
