package dev.assay.vm.module;

/**
 * A section that the standard does not interpret.
 *
 * @param start where its payload begins in the module, after the name
 * @param length the payload's length
 */
public record CustomSection(String name, int start, int length) {}
