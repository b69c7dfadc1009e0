package dev.assay.state.db;

import dev.assay.state.types.Hash;

/** A key of the state is known by its hash alone. */
public final class UnnamedState extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnnamedState(Hash key) {
    super("the state holds " + key + ", and nobody kept what it is the hash of");
  }
}
