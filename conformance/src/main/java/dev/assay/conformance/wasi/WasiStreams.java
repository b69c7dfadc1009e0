package dev.assay.conformance.wasi;

/** Reading, writing and moving about in what is open. */
final class WasiStreams {
  private static final int STATUS_BYTES = 24;
  private static final int FILE_STATUS_BYTES = 64;
  private static final long EVERY_RIGHT = (1L << 30) - 1;
  private static final long SEEK_AND_TELL = 1 << 2 | 1 << 5;

  private WasiStreams() {}

  /** A console may be neither searched nor told apart from one: that is how libc knows it. */
  static Errno status(WasiProcess process, WasiCall call) {
    Descriptor descriptor = process.descriptor(call.i32(0));
    if (descriptor == null) {
      return Errno.BADF;
    }
    boolean movable = descriptor instanceof Descriptor.Open;
    long rights = movable ? EVERY_RIGHT : EVERY_RIGHT & ~SEEK_AND_TELL;
    long to = call.address(1);
    call.memory().fill(to, 0, STATUS_BYTES);
    call.memory().storeByte(to, descriptor.kind());
    call.memory().storeLong(to + 8, rights);
    call.memory().storeLong(to + 16, EVERY_RIGHT);
    return Errno.SUCCESS;
  }

  static Errno fileStatus(WasiProcess process, WasiCall call) {
    return switch (process.descriptor(call.i32(0))) {
      case null -> Errno.BADF;
      case Descriptor.Open open -> fileStatus(call, 1, open.kind(), open.file().size());
      case Descriptor other -> fileStatus(call, 1, other.kind(), 0);
    };
  }

  static Errno fileStatus(WasiCall call, int argument, int kind, long size) {
    long to = call.address(argument);
    call.memory().fill(to, 0, FILE_STATUS_BYTES);
    call.memory().storeByte(to + 16, kind);
    call.memory().storeLong(to + 24, 1);
    call.memory().storeLong(to + 32, size);
    return Errno.SUCCESS;
  }

  static Errno read(WasiProcess process, WasiCall call) {
    Descriptor descriptor = process.descriptor(call.i32(0));
    if (!(descriptor instanceof Descriptor.Input || descriptor instanceof Descriptor.Open)) {
      return descriptor instanceof Descriptor.Folder ? Errno.ISDIR : Errno.BADF;
    }
    int total = 0;
    for (WasiCall.Range range : call.vector(1)) {
      int most = (int) Math.min(Integer.MAX_VALUE, Integer.toUnsignedLong(range.length()));
      byte[] bytes =
          descriptor instanceof Descriptor.Open open
              ? open.read(most)
              : ((Descriptor.Input) descriptor).read(most);
      call.memory().write(range.address(), bytes);
      total += bytes.length;
      if (bytes.length < most) {
        break;
      }
    }
    call.store(3, total);
    return Errno.SUCCESS;
  }

  static Errno write(WasiProcess process, WasiCall call) {
    Descriptor descriptor = process.descriptor(call.i32(0));
    int total = 0;
    for (WasiCall.Range range : call.vector(1)) {
      byte[] bytes = call.read(range);
      switch (descriptor) {
        case Descriptor.Output output -> output.write(bytes);
        case Descriptor.Open open -> {
          if (!open.write(bytes)) {
            return Errno.NOSPC;
          }
        }
        case null, default -> {
          return Errno.BADF;
        }
      }
      total += bytes.length;
    }
    call.store(3, total);
    return Errno.SUCCESS;
  }

  static Errno seek(WasiProcess process, WasiCall call) {
    return switch (process.descriptor(call.i32(0))) {
      case null -> Errno.BADF;
      case Descriptor.Open open -> seek(open, call);
      case Descriptor other -> Errno.SPIPE;
    };
  }

  private static Errno seek(Descriptor.Open open, WasiCall call) {
    long from =
        switch (call.i32(2)) {
          case 0 -> 0;
          case 1 -> open.position();
          case 2 -> open.file().size();
          default -> -1;
        };
    long position = from + call.i64(1);
    if (from < 0 || position < 0) {
      return Errno.INVAL;
    }
    open.position(position);
    call.store(3, position);
    return Errno.SUCCESS;
  }

  static Errno tell(WasiProcess process, WasiCall call) {
    return switch (process.descriptor(call.i32(0))) {
      case null -> Errno.BADF;
      case Descriptor.Open open -> {
        call.store(1, open.position());
        yield Errno.SUCCESS;
      }
      case Descriptor other -> Errno.SPIPE;
    };
  }
}
