/**
 * Contracts and what their authors need: the compiled examples ({@link
 * dev.assay.contracts.Contracts}), a chain to test on ({@link dev.assay.contracts.LocalChain}, with
 * {@link dev.assay.contracts.LocalChainExtension} for JUnit), and the constants a contract in C
 * takes from its ABI ({@link dev.assay.contracts.AbiHeader}).
 *
 * <p>The chain is spoken to through JSON-RPC alone, by a public client library, so what a test sees
 * is what any client sees. Values are Java's own: {@code BigInteger} for integers, {@code String}
 * for addresses and strings, {@code Boolean}, {@code byte[]}.
 */
@NullMarked
package dev.assay.contracts;

import org.jspecify.annotations.NullMarked;
