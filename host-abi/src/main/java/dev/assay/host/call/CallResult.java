package dev.assay.host.call;

import dev.assay.host.Failure;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.vm.exec.Trap;
import org.jspecify.annotations.Nullable;

/** How a message ended. */
public sealed interface CallResult {
  /** Gas that was not used. */
  long gasLeft();

  /** Return or revert data. */
  Bytes output();

  /** It ran to its end; {@code created} is the new contract of a creation. */
  record Success(long gasLeft, Bytes output, @Nullable Address created) implements CallResult {}

  /** It reverted with data. */
  record Revert(long gasLeft, Bytes output) implements CallResult {}

  /** It failed without data; {@code trap} says where when guest code did. */
  record Failed(long gasLeft, Failure failure, String message, @Nullable Trap trap)
      implements CallResult {
    /** A failure that takes place outside guest code. */
    public static Failed of(long gasLeft, Failure failure) {
      return new Failed(gasLeft, failure, failure.text(), null);
    }

    @Override
    public Bytes output() {
      return Bytes.EMPTY;
    }
  }

  /** Whether the message succeeded. */
  default boolean succeeded() {
    return this instanceof Success;
  }
}
