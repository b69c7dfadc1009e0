package dev.assay.state.trie;

import java.util.List;

/**
 * Where independent parts of an update run. What they compute is merged by place, so that a result
 * never depends on how many run at once.
 */
public interface Forks {
  /** All parts, one after another, on the thread that asks. */
  Forks NONE =
      new Forks() {
        @Override
        public boolean worthwhile(int changes) {
          return false;
        }

        @Override
        public void join(List<Runnable> parts) {
          parts.forEach(Runnable::run);
        }
      };

  /** Whether so many changes of one trie should be computed in parts. */
  boolean worthwhile(int changes);

  /** Runs all parts and returns when the last has ended; throws what one of them threw. */
  void join(List<Runnable> parts);
}
