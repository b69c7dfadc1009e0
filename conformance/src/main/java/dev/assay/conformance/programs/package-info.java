/**
 * Contracts that nobody of this project wrote, run on a local chain through JSON-RPC.
 *
 * <p>{@code programs.txt} lists them: where each is published, whether the chain takes it, and what
 * it answers. The programs themselves are not kept here; {@link
 * dev.assay.conformance.programs.ProgramsCommand} is given a folder that has them.
 */
@NullMarked
package dev.assay.conformance.programs;

import org.jspecify.annotations.NullMarked;
