package dev.assay.conformance.reference;

import dev.assay.vm.exec.TrapCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be seen of a run: equal outcomes mean that nobody can tell the engines apart.
 *
 * @param endings how the instantiation and each call ended, in order; nothing runs after a failed
 *     instantiation or after the gas is gone
 * @param transcript the host calls with their arguments and the ink at that moment
 * @param state what the instance holds in the end; null when there is none or it ran out of gas and
 *     is dead
 */
public record Outcome(List<Ending> endings, List<String> transcript, @Nullable State state) {
  public Outcome {
    endings = List.copyOf(endings);
    transcript = List.copyOf(transcript);
  }

  /**
   * The end of one call.
   *
   * @param trap why it failed, or null when it returned
   * @param function where it trapped, imports counted; -1 when it returned
   * @param offset where in the module the instruction starts that trapped; -1 when it returned
   * @param inkUsed what the run has consumed so far, all calls together
   * @param results one text per result, see {@link State#render}
   */
  public record Ending(
      @Nullable TrapCode trap, int function, int offset, long inkUsed, List<String> results) {
    public Ending {
      results = List.copyOf(results);
    }

    /** Whether the gas is gone. */
    public boolean outOfGas() {
      return trap == TrapCode.OUT_OF_GAS;
    }
  }

  /** Whether the run ended for want of gas. */
  public boolean outOfGas() {
    return !endings.isEmpty() && endings.getLast().outOfGas();
  }

  /** What the whole run consumed. */
  public long inkUsed() {
    return endings.isEmpty() ? 0 : endings.getLast().inkUsed();
  }

  /** The first thing in which two outcomes differ, for people; null when they are equal. */
  public static @Nullable String difference(Outcome expected, Outcome actual) {
    String endings = difference("ending", expected.endings, actual.endings);
    if (endings != null) {
      return endings;
    }
    String transcript = difference("host call", expected.transcript, actual.transcript);
    if (transcript != null || expected.equals(actual)) {
      return transcript;
    }
    return "state: expected " + expected.state + ", got " + actual.state;
  }

  private static @Nullable String difference(String what, List<?> expected, List<?> actual) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      Object wanted = i < expected.size() ? expected.get(i) : "nothing";
      Object found = i < actual.size() ? actual.get(i) : "nothing";
      if (!wanted.equals(found)) {
        return what + " " + i + ": expected " + wanted + ", got " + found;
      }
    }
    return null;
  }
}
