package dev.assay.conformance.run;

import dev.assay.state.crypto.Keccak;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees what can be seen of a run from outside it, so that two runs can be compared: the host calls
 * and the ink at each, the end, the ink used, what was printed, memories and globals. Of a run out
 * of gas, nobody sees the last two.
 */
final class Witness implements ExecutionListener {
  private final List<String> facts = new ArrayList<>();

  @Override
  public boolean wantsInstructions() {
    return false;
  }

  @Override
  public void hostCall(Instance instance, int function, long ink) {
    facts.add("host call of function " + function + " with " + ink + " ink");
  }

  @Override
  public void hostReturn(Instance instance, int function, long ink) {
    facts.add("return of function " + function + " with " + ink + " ink");
  }

  /** Notes the end. */
  void ended(RunResult result, long inkUsed, GuestOutput output) {
    facts.add(
        "status " + (result instanceof RunResult.Trapped(Trap trap) ? describe(trap) : result));
    facts.add(inkUsed + " ink used");
    facts.add("standard output " + hash(output.keptOut()));
    facts.add("standard error " + hash(output.keptErr()));
  }

  private static String describe(Trap trap) {
    return trap.code() + " at " + trap.backtrace();
  }

  /** Notes what an instance holds. */
  void state(Instance instance) {
    for (int i = 0; i < instance.count(ExternalKind.MEMORY); i++) {
      var memory = instance.memory(i);
      facts.add("memory " + i + " " + hash(memory.read(0, memory.sizeBytes())));
    }
    for (int i = 0; i < instance.count(ExternalKind.GLOBAL); i++) {
      facts.add("global " + i + " " + Long.toHexString(instance.global(i).bits()));
    }
  }

  private static String hash(byte[] bytes) {
    return bytes.length + " bytes, " + Keccak.hash(bytes);
  }

  /** The first thing that another saw differently, or null. */
  @Nullable String difference(Witness other) {
    for (int i = 0; i < Math.max(facts.size(), other.facts.size()); i++) {
      String mine = i < facts.size() ? facts.get(i) : "nothing more";
      String theirs = i < other.facts.size() ? other.facts.get(i) : "nothing more";
      if (!mine.equals(theirs)) {
        return mine + " against " + theirs;
      }
    }
    return null;
  }
}
