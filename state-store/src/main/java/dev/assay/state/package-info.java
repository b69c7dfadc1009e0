/** State: types, crypto, RLP, trie, world state, chain and database. */
@NullMarked
package dev.assay.state;

import org.jspecify.annotations.NullMarked;
