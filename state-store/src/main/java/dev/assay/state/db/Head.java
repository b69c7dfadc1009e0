package dev.assay.state.db;

import dev.assay.state.types.Hash;

/** The newest block of a chain. */
public record Head(long number, Hash hash, Hash stateRoot) {}
