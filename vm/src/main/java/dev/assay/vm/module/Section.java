package dev.assay.vm.module;

/**
 * Where a section stands.
 *
 * @param start where its content begins in the module, after id and size
 * @param length the content's length
 */
public record Section(SectionId id, int start, int length) {}
