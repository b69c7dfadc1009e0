package dev.assay.vm.module;

/**
 * A type index that points nowhere.
 *
 * @param index unsigned
 */
public record DanglingType(int index, SectionId section, int offset) {}
