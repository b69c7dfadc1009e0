package dev.assay.vm.module;

/**
 * An initializer: instructions in the module's bytes from {@code start} (inclusive) to {@code end}
 * (exclusive); the last of them is {@code end}.
 */
public record ConstantExpression(int start, int end) {}
