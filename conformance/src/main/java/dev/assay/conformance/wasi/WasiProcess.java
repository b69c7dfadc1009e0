package dev.assay.conformance.wasi;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One run of a program: what it is given, and what it has left behind. */
public final class WasiProcess {
  /** The module name that programs import from. */
  public static final String MODULE = "wasi_snapshot_preview1";

  private static final long NANOS_PER_READING = 1_000_000;
  private static final int MOST_DESCRIPTORS = 1_024;

  private final Surroundings surroundings;
  private final List<@Nullable Descriptor> descriptors = new ArrayList<>();
  private final Random random;
  private long nanos;
  private OptionalInt exitCode = OptionalInt.empty();

  /**
   * All that a program can know of the world.
   *
   * @param arguments the program's name first
   * @param environment {@code NAME=VALUE}
   * @param input what it reads from standard input
   * @param files the root folder, descriptor 3; null when there is none
   * @param seed what random bytes follow from
   */
  public record Surroundings(
      List<String> arguments,
      List<String> environment,
      byte[] input,
      @Nullable WasiFiles files,
      long seed) {}

  /** A process that writes its output there. */
  public WasiProcess(Surroundings surroundings, OutputStream output, OutputStream error) {
    this.surroundings = surroundings;
    this.random = new Random(surroundings.seed);
    descriptors.add(new Descriptor.Input(surroundings.input));
    descriptors.add(new Descriptor.Output(output));
    descriptors.add(new Descriptor.Output(error));
    if (surroundings.files != null) {
      descriptors.add(new Descriptor.Folder(""));
    }
  }

  /** Every function of the table. */
  public Imports imports() {
    Imports.Builder imports = Imports.builder();
    for (WasiFunction function : WasiFunction.values()) {
      HostFunction.Body body = (caller, frame, base) -> call(function, caller, frame, base);
      imports.function(MODULE, function.wasiName(), HostFunction.of(function.type(), body));
    }
    return imports.build();
  }

  /** What the program handed to {@code proc_exit}; empty when it has not. */
  public OptionalInt exitCode() {
    return exitCode;
  }

  private void call(WasiFunction function, Instance caller, long[] frame, int base) {
    if (!caller.hasMemory()) {
      throw Trap.of(TrapCode.HOST_FAILURE, function.wasiName() + " needs a memory");
    }
    Errno result = function.run(this, new WasiCall(caller.memory(0), frame, base));
    if (!function.type().results().isEmpty()) {
      frame[base] = result.code();
    }
  }

  List<String> arguments() {
    return surroundings.arguments;
  }

  List<String> environment() {
    return surroundings.environment;
  }

  @Nullable WasiFiles files() {
    return surroundings.files;
  }

  /** The time of a clock that only moves when it is looked at. */
  long readClock() {
    nanos += NANOS_PER_READING;
    return nanos;
  }

  byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  Errno exit(int code) {
    exitCode = OptionalInt.of(code);
    throw Trap.of(TrapCode.HOST_EXIT, Integer.toUnsignedString(code));
  }

  @Nullable Descriptor descriptor(int number) {
    return number >= 0 && number < descriptors.size() ? descriptors.get(number) : null;
  }

  /** The number of a new descriptor, the lowest free one; -1 when there are too many. */
  int open(Descriptor descriptor) {
    int free = descriptors.indexOf(null);
    if (free >= 0) {
      descriptors.set(free, descriptor);
      return free;
    }
    if (descriptors.size() == MOST_DESCRIPTORS) {
      return -1;
    }
    descriptors.add(descriptor);
    return descriptors.size() - 1;
  }

  Errno close(int number) {
    if (descriptor(number) == null) {
      return Errno.BADF;
    }
    descriptors.set(number, null);
    return Errno.SUCCESS;
  }
}
