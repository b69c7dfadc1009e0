package dev.assay.vm.module;

/** The type of something that can be imported or exported. */
public sealed interface ExternalType permits FunctionType, TableType, MemoryType, GlobalType {
  /** Which index space it lives in. */
  ExternalKind kind();
}
