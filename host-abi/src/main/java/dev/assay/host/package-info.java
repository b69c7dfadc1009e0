/** Host functions, frames, reentrancy guard, transaction and block processor. */
@NullMarked
package dev.assay.host;

import org.jspecify.annotations.NullMarked;
