package dev.assay.vm.module;

/**
 * Adjacent local variables of one type.
 *
 * @param count how many, unsigned below 2^31
 */
public record LocalGroup(int count, ValueType type) {}
