package dev.assay.conformance.wasi;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Arguments, environment, clock and random bytes. */
final class WasiState {
  private static final long RESOLUTION_NANOS = 1_000_000;
  private static final int MOST_RANDOM_BYTES = 1 << 20;

  private WasiState() {}

  private static byte[] terminated(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  static Errno sizes(WasiCall call, List<String> texts) {
    call.store(0, texts.size());
    call.store(1, texts.stream().mapToInt(text -> terminated(text).length).sum());
    return Errno.SUCCESS;
  }

  static Errno texts(WasiCall call, List<String> texts) {
    long pointer = call.address(0);
    long at = call.address(1);
    for (String text : texts) {
      byte[] bytes = terminated(text);
      call.memory().storeInt(pointer, (int) at);
      call.memory().write(at, bytes);
      pointer += Integer.BYTES;
      at += bytes.length;
    }
    return Errno.SUCCESS;
  }

  static Errno clockResolution(WasiProcess process, WasiCall call) {
    call.store(1, RESOLUTION_NANOS);
    return Errno.SUCCESS;
  }

  static Errno clockTime(WasiProcess process, WasiCall call) {
    call.store(2, process.readClock());
    return Errno.SUCCESS;
  }

  static Errno random(WasiProcess process, WasiCall call) {
    int length = call.i32(1);
    if (length < 0 || length > MOST_RANDOM_BYTES) {
      return Errno.INVAL;
    }
    call.memory().write(call.address(0), process.randomBytes(length));
    return Errno.SUCCESS;
  }
}
