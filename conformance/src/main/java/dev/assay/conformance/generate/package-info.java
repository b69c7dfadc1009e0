/**
 * Random valid modules. {@link dev.assay.conformance.generate.ModuleGenerator} grows, from a seed,
 * a {@link dev.assay.conformance.generate.ModuleTree}: functions as typed trees of {@link
 * dev.assay.conformance.generate.Code}, in which a node's operands are the nodes that come before
 * it. {@link dev.assay.conformance.generate.ModuleEncoder} writes the tree as a binary module, and
 * {@link dev.assay.conformance.generate.Shrinker} makes a tree smaller while it still shows what it
 * showed. Equal seeds and profiles give equal bytes. The instructions come from the opcode table: a
 * new numeric row is generated without a change here.
 */
@NullMarked
package dev.assay.conformance.generate;

import org.jspecify.annotations.NullMarked;
