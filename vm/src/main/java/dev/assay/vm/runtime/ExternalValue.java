package dev.assay.vm.runtime;

import dev.assay.vm.module.ExternalType;

/** What an import can be given and an export gives. */
public sealed interface ExternalValue permits FunctionReference, LinearMemory, Table, Global {
  /** Its type now: sizes of memories and tables are the present ones. */
  ExternalType type();
}
