package dev.assay.conformance.wasi;

/** What WASI functions return; the numbers are those of preview 1. */
enum Errno {
  SUCCESS(0),
  BADF(8),
  EXIST(20),
  INVAL(28),
  ISDIR(31),
  NOENT(44),
  NOSPC(51),
  NOSYS(52),
  NOTDIR(54),
  SPIPE(70),
  NOTCAPABLE(76);

  private final int code;

  Errno(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
