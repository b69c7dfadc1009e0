package dev.assay.host;

import dev.assay.host.HostFunctionRow.Kind;
import dev.assay.host.HostFunctionRow.Parameter;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The host-function table as guests and people read it: a reference page, a C header,
 * AssemblyScript declarations and a Rust extern block.
 */
public final class GuestInterface {
  private GuestInterface() {}

  /** The reference page in Markdown. */
  public static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Host functions

            What a contract can import. Pointers and lengths are i32; 256-bit words and hashes
            are 32 bytes, big-endian; addresses 20 bytes; lengths that the host writes are 32-bit,
            little-endian. Ink is charged before memory is read. 1 gas is 10,000 ink. This page is
            generated from the table in `HostFunctions`.

            """);
    for (String module :
        List.of(HostFunctions.VM_HOOKS, HostFunctions.CONSOLE, HostFunctions.DEBUG)) {
      text.append("## ").append(module).append("\n\n");
      text.append("| function | parameters | result |");
      GasSchedules.ALL.forEach(schedule -> text.append(" ink, ").append(schedule).append(" |"));
      text.append(" and | in a static frame | |\n|--|--|--|");
      text.append("--|".repeat(GasSchedules.ALL.size())).append("--|--|--|\n");
      rows(module).forEach(row -> text.append(markdownRow(row)));
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String markdownRow(HostFunctionRow row) {
    StringBuilder line = new StringBuilder("| `" + row.name() + "` | ");
    line.append(
        row.parameters().stream()
            .map(parameter -> parameter.name() + ": " + lower(parameter.kind()))
            .collect(Collectors.joining(", ")));
    Kind result = row.result();
    line.append(" | ").append(result == null ? "" : lower(result)).append(" |");
    for (GasSchedule schedule : GasSchedules.ALL) {
      line.append(' ').append(schedule.hostFunction(row.key())).append(" |");
    }
    line.append(' ').append(row.variableCost()).append(" | ").append(row.readOnly().text());
    return line.append(" | ").append(row.doc()).append(" |\n").toString();
  }

  /** The C header. */
  public static String cHeader() {
    StringBuilder text =
        new StringBuilder(
            """
            /*
             * The host functions of Assay, module "vm_hooks": what a contract may import.
             *
             * Pointers are offsets in the contract's own memory. 256-bit values, hashes and keys
             * are 32 bytes, big-endian; addresses are 20 bytes; lengths that the host writes are
             * 32-bit little-endian. Generated from the host-function table.
             */
            #ifndef ASSAY_H
            #define ASSAY_H

            #include <stdint.h>

            #define ASSAY_IMPORT(name) \\
              __attribute__((import_module("vm_hooks"), import_name(#name))) extern

            """);
    for (HostFunctionRow row : rows(HostFunctions.VM_HOOKS)) {
      text.append("/* ").append(row.doc()).append(" */\n");
      text.append("ASSAY_IMPORT(").append(row.name()).append(") ").append(c(row.result()));
      text.append(' ').append(row.name()).append('(');
      text.append(parameters(row, parameter -> c(parameter.kind()) + glue(parameter)));
      text.append(row.parameters().isEmpty() ? "void);\n" : ");\n");
    }
    return text.append("\n#endif\n").toString();
  }

  private static String glue(Parameter parameter) {
    return c(parameter.kind()).endsWith("*") ? parameter.name() : " " + parameter.name();
  }

  private static String c(@org.jspecify.annotations.Nullable Kind kind) {
    return switch (kind) {
      case null -> "void";
      case IN -> "const uint8_t *";
      case OUT, INOUT -> "uint8_t *";
      case LENGTH_OUT -> "uint32_t *";
      case U32 -> "uint32_t";
      case U64 -> "uint64_t";
      case F32 -> "float";
      case F64 -> "double";
    };
  }

  /** AssemblyScript declarations. */
  public static String assemblyScript() {
    StringBuilder text =
        new StringBuilder(
            "// The host functions of Assay. Generated from the host-function table.\n");
    for (HostFunctionRow row : rows(HostFunctions.VM_HOOKS)) {
      text.append("\n/** ").append(row.doc()).append(" */\n");
      text.append("@external(\"").append(row.module()).append("\", \"").append(row.name());
      text.append("\")\nexport declare function ").append(row.name()).append('(');
      text.append(parameters(row, parameter -> parameter.name() + ": " + script(parameter.kind())));
      text.append("): ").append(script(row.result())).append(";\n");
    }
    return text.toString();
  }

  private static String script(@org.jspecify.annotations.Nullable Kind kind) {
    return switch (kind) {
      case null -> "void";
      case IN, OUT, INOUT, LENGTH_OUT -> "usize";
      case U32 -> "u32";
      case U64 -> "u64";
      case F32 -> "f32";
      case F64 -> "f64";
    };
  }

  /** A Rust extern block. */
  public static String rust() {
    StringBuilder text =
        new StringBuilder(
            """
            // The host functions of Assay. Generated from the host-function table.
            #[link(wasm_import_module = "vm_hooks")]
            unsafe extern "C" {
            """);
    for (HostFunctionRow row : rows(HostFunctions.VM_HOOKS)) {
      text.append("    /// ").append(row.doc()).append("\n    pub fn ").append(row.name());
      text.append('(');
      text.append(parameters(row, parameter -> parameter.name() + ": " + rust(parameter.kind())));
      Kind result = row.result();
      text.append(result == null ? ");\n" : ") -> " + rust(result) + ";\n");
    }
    return text.append("}\n").toString();
  }

  private static String rust(Kind kind) {
    return switch (kind) {
      case IN -> "*const u8";
      case OUT, INOUT -> "*mut u8";
      case LENGTH_OUT -> "*mut u32";
      case U32 -> "u32";
      case U64 -> "u64";
      case F32 -> "f32";
      case F64 -> "f64";
    };
  }

  private static String parameters(HostFunctionRow row, Function<Parameter, String> form) {
    return row.parameters().stream().map(form).collect(Collectors.joining(", "));
  }

  private static String lower(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<HostFunctionRow> rows(String module) {
    return HostFunctions.ALL.stream().filter(row -> row.module().equals(module)).toList();
  }
}
