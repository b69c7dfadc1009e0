package dev.assay.vm.module;

/**
 * Bytes for a memory.
 *
 * @param start where the bytes begin in the module
 * @param length how many there are
 */
public record DataSegment(SegmentMode mode, int start, int length) {}
