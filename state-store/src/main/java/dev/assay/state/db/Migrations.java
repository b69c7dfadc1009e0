package dev.assay.state.db;

import java.util.List;
import java.util.function.BiConsumer;

/** What makes data of an older schema data of the next, in the order of the schemas. */
final class Migrations {
  /** From a schema to the one after it, in the batch that also writes the new number. */
  private record Step(long from, BiConsumer<Meta, RocksStore.Batch> change) {}

  private static final List<Step> STEPS =
      List.of(
          // Until then history was removed in the block that made it too old.
          new Step(1, (meta, batch) -> Meta.putPrunedStates(batch, meta.oldestState())),
          // Until then there was no table of preimages; what came before has none.
          new Step(2, (_, _) -> {}),
          // Until then a block was written to the tables at once.
          new Step(
              3,
              (meta, batch) ->
                  meta.head().ifPresent(head -> Meta.putSettled(batch, head.number()))));

  private Migrations() {}

  /** Brings data up to date, one atomic step after another. */
  static void run(RocksStore store, Meta meta, long found) {
    for (Step step : STEPS) {
      if (step.from() >= found) {
        try (RocksStore.Batch batch = store.batch()) {
          step.change().accept(meta, batch);
          Meta.putSchema(batch, step.from() + 1);
          batch.write();
        }
      }
    }
  }
}
