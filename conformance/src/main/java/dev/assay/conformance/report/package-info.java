/**
 * What a conformance run found and how it is shown: a {@link dev.assay.conformance.report.Suite} of
 * {@link dev.assay.conformance.report.Group}s of {@link dev.assay.conformance.report.Case}s,
 * written as a table for people, JUnit XML for tools and one HTML page for both. Every run ends
 * with the same plain line, {@code N passed, N failed, N skipped}.
 */
@NullMarked
package dev.assay.conformance.report;

import org.jspecify.annotations.NullMarked;
