package dev.assay.vm.module;

/**
 * Something the module offers.
 *
 * @param index in the index space of the kind
 * @param offset where the entry starts in the module
 */
public record Export(String name, ExternalKind kind, int index, int offset) {}
