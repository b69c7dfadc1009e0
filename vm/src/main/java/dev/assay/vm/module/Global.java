package dev.assay.vm.module;

/** A global variable that the module defines. */
public record Global(GlobalType type, ConstantExpression initializer) {}
