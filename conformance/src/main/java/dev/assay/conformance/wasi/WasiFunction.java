package dev.assay.conformance.wasi;

import dev.assay.vm.module.FunctionType;
import java.util.Locale;

/**
 * THE table of preview 1: every function with its type and what it does. A function that needs what
 * is not there (sockets, links, waiting) is a row that does nothing and says so.
 */
enum WasiFunction {
  ARGS_GET("i32 i32 -> i32", (process, call) -> WasiState.texts(call, process.arguments())),
  ARGS_SIZES_GET("i32 i32 -> i32", (process, call) -> WasiState.sizes(call, process.arguments())),
  ENVIRON_GET("i32 i32 -> i32", (process, call) -> WasiState.texts(call, process.environment())),
  ENVIRON_SIZES_GET(
      "i32 i32 -> i32", (process, call) -> WasiState.sizes(call, process.environment())),
  CLOCK_RES_GET("i32 i32 -> i32", WasiState::clockResolution),
  CLOCK_TIME_GET("i32 i64 i32 -> i32", WasiState::clockTime),
  FD_ADVISE("i32 i64 i64 i32 -> i32", WasiFunction::absent),
  FD_ALLOCATE("i32 i64 i64 -> i32", WasiFunction::absent),
  FD_CLOSE("i32 -> i32", (process, call) -> process.close(call.i32(0))),
  FD_DATASYNC("i32 -> i32", WasiFunction::absent),
  FD_FDSTAT_GET("i32 i32 -> i32", WasiStreams::status),
  FD_FDSTAT_SET_FLAGS("i32 i32 -> i32", WasiFunction::absent),
  FD_FDSTAT_SET_RIGHTS("i32 i64 i64 -> i32", WasiFunction::absent),
  FD_FILESTAT_GET("i32 i32 -> i32", WasiStreams::fileStatus),
  FD_FILESTAT_SET_SIZE("i32 i64 -> i32", WasiFunction::absent),
  FD_FILESTAT_SET_TIMES("i32 i64 i64 i32 -> i32", WasiFunction::absent),
  FD_PREAD("i32 i32 i32 i64 i32 -> i32", WasiFunction::absent),
  FD_PRESTAT_GET("i32 i32 -> i32", WasiPaths::rootStatus),
  FD_PRESTAT_DIR_NAME("i32 i32 i32 -> i32", WasiPaths::rootName),
  FD_PWRITE("i32 i32 i32 i64 i32 -> i32", WasiFunction::absent),
  FD_READ("i32 i32 i32 i32 -> i32", WasiStreams::read),
  FD_READDIR("i32 i32 i32 i64 i32 -> i32", WasiFunction::absent),
  FD_RENUMBER("i32 i32 -> i32", WasiFunction::absent),
  FD_SEEK("i32 i64 i32 i32 -> i32", WasiStreams::seek),
  FD_SYNC("i32 -> i32", WasiFunction::absent),
  FD_TELL("i32 i32 -> i32", WasiStreams::tell),
  FD_WRITE("i32 i32 i32 i32 -> i32", WasiStreams::write),
  PATH_CREATE_DIRECTORY("i32 i32 i32 -> i32", WasiFunction::absent),
  PATH_FILESTAT_GET("i32 i32 i32 i32 i32 -> i32", WasiPaths::status),
  PATH_FILESTAT_SET_TIMES("i32 i32 i32 i32 i64 i64 i32 -> i32", WasiFunction::absent),
  PATH_LINK("i32 i32 i32 i32 i32 i32 i32 -> i32", WasiFunction::absent),
  PATH_OPEN("i32 i32 i32 i32 i32 i64 i64 i32 i32 -> i32", WasiPaths::open),
  PATH_READLINK("i32 i32 i32 i32 i32 i32 -> i32", WasiFunction::absent),
  PATH_REMOVE_DIRECTORY("i32 i32 i32 -> i32", WasiFunction::absent),
  PATH_RENAME("i32 i32 i32 i32 i32 i32 -> i32", WasiFunction::absent),
  PATH_SYMLINK("i32 i32 i32 i32 i32 -> i32", WasiFunction::absent),
  PATH_UNLINK_FILE("i32 i32 i32 -> i32", WasiFunction::absent),
  POLL_ONEOFF("i32 i32 i32 i32 -> i32", WasiFunction::absent),
  PROC_EXIT("i32 ->", (process, call) -> process.exit(call.i32(0))),
  PROC_RAISE("i32 -> i32", WasiFunction::absent),
  RANDOM_GET("i32 i32 -> i32", WasiState::random),
  SCHED_YIELD("-> i32", (process, call) -> Errno.SUCCESS),
  SOCK_ACCEPT("i32 i32 i32 -> i32", WasiFunction::absent),
  SOCK_RECV("i32 i32 i32 i32 i32 i32 -> i32", WasiFunction::absent),
  SOCK_SEND("i32 i32 i32 i32 i32 -> i32", WasiFunction::absent),
  SOCK_SHUTDOWN("i32 i32 -> i32", WasiFunction::absent);

  /** What a function does. */
  @FunctionalInterface
  interface Body {
    Errno run(WasiProcess process, WasiCall call);
  }

  private final FunctionType type;
  private final Body body;

  WasiFunction(String type, Body body) {
    this.type = FunctionType.parse(type);
    this.body = body;
  }

  FunctionType type() {
    return type;
  }

  String wasiName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Errno run(WasiProcess process, WasiCall call) {
    return body.run(process, call);
  }

  private static Errno absent(WasiProcess process, WasiCall call) {
    return Errno.NOSYS;
  }
}
