package dev.assay.host.code;

import java.util.Optional;

/**
 * Where compiled code is kept beyond the process: bytes by key. It may lose and damage whatever it
 * holds, but must not let strangers write. Safe for many threads; troubles are its own affair.
 */
public interface CompiledStore {
  /** One that keeps nothing. */
  CompiledStore NONE =
      new CompiledStore() {
        @Override
        public boolean keeps() {
          return false;
        }

        @Override
        public boolean contains(byte[] key) {
          return false;
        }

        @Override
        public Optional<byte[]> read(byte[] key) {
          return Optional.empty();
        }

        @Override
        public void write(byte[] key, byte[] form) {}
      };

  /** Whether it is a store at all. */
  default boolean keeps() {
    return true;
  }

  /** Whether it is worth to {@link #read}; quick. */
  boolean contains(byte[] key);

  /** What was written under a key, or something else, or nothing. */
  Optional<byte[]> read(byte[] key);

  /** Keeps bytes, if it can. */
  void write(byte[] key, byte[] form);
}
