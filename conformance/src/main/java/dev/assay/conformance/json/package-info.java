/**
 * JSON as a tree, for test data: {@link dev.assay.conformance.json.Json} reads a file into nested
 * values with typed access that says which member of which file is not as expected.
 */
@NullMarked
package dev.assay.conformance.json;

import org.jspecify.annotations.NullMarked;
