package dev.assay.vm.module;

/**
 * Something the module needs.
 *
 * @param offset where the entry starts in the module
 */
public record Import(String module, String name, ExternalType type, int offset) {}
