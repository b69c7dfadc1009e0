package dev.assay.host;

import dev.assay.state.chain.Log;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.vm.exec.Trap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a transaction's or a call's execution ended. */
public sealed interface CallOutcome {
  /** Gas used, intrinsic gas and refunds included: what the sender pays. */
  long gasUsed();

  /** Return or revert data. */
  Bytes output();

  /** Whether it succeeded: the receipt's status. */
  default boolean succeeded() {
    return this instanceof Success;
  }

  /** The logs; none unless it succeeded. */
  default List<Log> logs() {
    return List.of();
  }

  /**
   * It ran to its end.
   *
   * @param gasRefunded the part of the gas given back for cleared storage (EIP-3529)
   * @param created the address of the new contract when this was a creation
   */
  record Success(
      long gasUsed, long gasRefunded, Bytes output, List<Log> logs, @Nullable Address created)
      implements CallOutcome {}

  /** The contract reverted; {@code output} is its reason. */
  record Revert(long gasUsed, Bytes output) implements CallOutcome {}

  /**
   * It failed without a reason of the contract's own.
   *
   * @param message the reason in words
   * @param trap where, when guest code trapped in the outermost frame
   */
  record Failed(long gasUsed, Failure failure, String message, @Nullable Trap trap)
      implements CallOutcome {
    @Override
    public Bytes output() {
      return Bytes.EMPTY;
    }

    /** The Wasm calls that were active at the trap, innermost first, one line each. */
    public List<String> backtrace() {
      return trap == null ? List.of() : trap.backtrace().stream().map(Object::toString).toList();
    }
  }
}
