/**
 * A second engine, written to be obviously right and nothing else: {@link
 * dev.assay.conformance.reference.ReferenceEngine} walks the instructions of a valid module with a
 * stack of tagged values and pays for each instruction before it begins. It shares the numeric
 * semantics with the real engine and nothing besides; translation, charging, control flow, calls,
 * memories and tables are its own. Both give an {@link dev.assay.conformance.reference.Outcome},
 * and any difference is a bug of one of them.
 */
@NullMarked
package dev.assay.conformance.reference;

import org.jspecify.annotations.NullMarked;
