package dev.assay.conformance.wasi;

import dev.assay.conformance.wasi.WasiFiles.WasiFile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finding, making and opening files; the one folder that is open from the start is the root. */
final class WasiPaths {
  /** The descriptor of the root. */
  private static final int ROOT = 3;

  private static final byte[] ROOT_NAME = "/".getBytes(StandardCharsets.UTF_8);
  private static final int CREATE = 1;
  private static final int FOLDER = 2;
  private static final int EXCLUSIVE = 4;
  private static final int TRUNCATE = 8;
  private static final int APPEND = 1;

  private WasiPaths() {}

  private static boolean isRoot(WasiProcess process, WasiCall call) {
    return call.i32(0) == ROOT && process.descriptor(ROOT) instanceof Descriptor.Folder;
  }

  static Errno rootStatus(WasiProcess process, WasiCall call) {
    if (!isRoot(process, call)) {
      return Errno.BADF;
    }
    call.store(1, (long) ROOT_NAME.length << Integer.SIZE);
    return Errno.SUCCESS;
  }

  static Errno rootName(WasiProcess process, WasiCall call) {
    if (!isRoot(process, call)) {
      return Errno.BADF;
    }
    if (call.address(2) < ROOT_NAME.length) {
      return Errno.INVAL;
    }
    call.memory().write(call.address(1), ROOT_NAME);
    return Errno.SUCCESS;
  }

  /** The full path that a descriptor and the text in an argument name, or null. */
  private static @Nullable String path(WasiProcess process, WasiCall call, int argument) {
    return process.descriptor(call.i32(0)) instanceof Descriptor.Folder(String folder)
        ? WasiFiles.normal(folder + "/" + call.text(argument))
        : null;
  }

  static Errno status(WasiProcess process, WasiCall call) {
    WasiFiles files = process.files();
    String path = path(process, call, 2);
    if (files == null || path == null) {
      return process.descriptor(call.i32(0)) == null ? Errno.BADF : Errno.NOTCAPABLE;
    }
    WasiFile file = files.find(path);
    if (file != null) {
      return WasiStreams.fileStatus(call, 4, 4, file.size());
    }
    return files.isFolder(path) ? WasiStreams.fileStatus(call, 4, 3, 0) : Errno.NOENT;
  }

  static Errno open(WasiProcess process, WasiCall call) {
    WasiFiles files = process.files();
    String path = path(process, call, 2);
    if (files == null || path == null) {
      return process.descriptor(call.i32(0)) == null ? Errno.BADF : Errno.NOTCAPABLE;
    }
    int flags = call.i32(4);
    WasiFile file = files.find(path);
    if (file == null && files.isFolder(path)) {
      return opened(process, call, new Descriptor.Folder(path));
    }
    Errno refusal = refusal(file, flags);
    if (refusal != Errno.SUCCESS) {
      return refusal;
    }
    WasiFile found = file == null ? files.create(path) : file;
    if ((flags & TRUNCATE) != 0) {
      found.truncate();
    }
    boolean append = (call.i32(7) & APPEND) != 0;
    return opened(process, call, new Descriptor.Open(found, append));
  }

  private static Errno refusal(@Nullable WasiFile file, int flags) {
    if ((flags & FOLDER) != 0) {
      return file == null ? Errno.NOENT : Errno.NOTDIR;
    }
    if (file == null) {
      return (flags & CREATE) == 0 ? Errno.NOENT : Errno.SUCCESS;
    }
    return (flags & EXCLUSIVE) == 0 ? Errno.SUCCESS : Errno.EXIST;
  }

  private static Errno opened(WasiProcess process, WasiCall call, Descriptor descriptor) {
    int number = process.open(descriptor);
    if (number < 0) {
      return Errno.NOSPC;
    }
    call.store(8, number);
    return Errno.SUCCESS;
  }
}
