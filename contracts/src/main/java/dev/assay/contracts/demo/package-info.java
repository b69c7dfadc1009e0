/**
 * {@code assay demo}: a chain, a token, a robbery that fails, and the arithmetic that shows nobody
 * cheated, in a few seconds. {@link dev.assay.contracts.demo.Demo} is the script; it talks to the
 * node through JSON-RPC with a public client library, and every figure it prints was read back from
 * there. {@link dev.assay.contracts.demo.MerkleProof} verifies the state proof with code that
 * shares nothing with the node's trie.
 */
@NullMarked
package dev.assay.contracts.demo;

import org.jspecify.annotations.NullMarked;
