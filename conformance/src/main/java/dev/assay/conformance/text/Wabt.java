package dev.assay.conformance.text;

import dev.assay.conformance.wasi.WasiFiles;
import dev.assay.conformance.wasi.WasiProcess;
import dev.assay.conformance.wasi.WasiProcess.Surroundings;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** wabt's programs, as guests. Each is loaded once, when it is first needed. */
public final class Wabt {
  /** What a text of ordinary size never needs: wabt takes under 10^9 for a megabyte of it. */
  private static final long MOST_INSTRUCTIONS = 100_000_000_000L;

  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT);

  private Wabt() {}

  /** How strictly a module is looked at before it is written. */
  public enum Check {
    /** As the standard does, so that a type error is told with its line. */
    VALID,
    /** The grammar alone: what this refuses is malformed. */
    WELL_FORMED
  }

  /**
   * The binary of a module in text, with its names.
   *
   * @param name for messages
   * @throws MalformedText with line and column of everything that is wrong
   */
  public static byte[] module(String name, byte[] text, Check check) {
    List<String> options = new ArrayList<>(List.of("--enable-all", "--debug-names"));
    if (check == Check.WELL_FORMED) {
      options.add("--no-check");
    }
    WasiFiles files = run(Wat2Wasm.PROGRAM, "wat2wasm", name, text, "out.wasm", options);
    return Objects.requireNonNull(files.get("out.wasm"));
  }

  /**
   * A script as {@code script.json} and the modules it names.
   *
   * @param name for messages
   * @throws MalformedText with line and column of everything that is wrong
   */
  public static WasiFiles script(String name, byte[] text) {
    List<String> options = List.of("--enable-all", "--no-check");
    return run(Wast2Json.PROGRAM, "wast2json", name, text, "script.json", options);
  }

  private static WasiFiles run(
      CodeUnit program, String tool, String name, byte[] text, String out, List<String> options) {
    WasiFiles files = new WasiFiles().put(name, text);
    List<String> arguments = new ArrayList<>(List.of(tool, name, "-o", out));
    arguments.addAll(options);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(arguments, List.of("FORCE_COLOR=0"), new byte[0], files, 0);
    WasiProcess process = new WasiProcess(surroundings, output, output);
    Trap end = start(program, process);
    if (process.exitCode().orElse(0) != 0 || end.code() != TrapCode.HOST_EXIT) {
      String said = output.toString(StandardCharsets.UTF_8).strip();
      throw new MalformedText(said.isEmpty() ? tool + ": " + end.message() : said);
    }
    return files;
  }

  /** Runs a program to its end; one that returns has exited with 0. */
  private static Trap start(CodeUnit program, WasiProcess process) {
    try (Store store = new Store(ResourceLimits.DEFAULT, GasTank.of(MOST_INSTRUCTIONS), null)) {
      ENGINE.instantiate(program, process.imports(), store).orThrow().invoke("_start");
      return Trap.of(TrapCode.HOST_EXIT);
    } catch (Trap trap) {
      return trap;
    }
  }

  private static CodeUnit load(String resource) {
    try (var in = Objects.requireNonNull(Wabt.class.getResourceAsStream(resource), resource)) {
      return ENGINE.load(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loaded when first used. */
  private static final class Wat2Wasm {
    static final CodeUnit PROGRAM = load("/wat2wasm");
  }

  /** Loaded when first used. */
  private static final class Wast2Json {
    static final CodeUnit PROGRAM = load("/wast2json");
  }
}
