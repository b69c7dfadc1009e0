/** Guest SDK headers, example contracts and the demo. */
@NullMarked
package dev.assay.contracts;

import org.jspecify.annotations.NullMarked;
