package dev.assay.state.db;

/** What is safe when a commit returns. No option ever tears a block. */
public sealed interface Durability {
  /** The block survives the death of the process and of the machine: one disk sync a block. */
  record EveryBlock() implements Durability {}

  /**
   * The block survives the death of the process at once, and of the machine after so many
   * milliseconds: one disk sync for all blocks of the interval.
   */
  record Group(int intervalMillis) implements Durability {
    /** Refuses an interval below a millisecond or above a minute. */
    public Group {
      if (intervalMillis < 1 || intervalMillis > 60_000) {
        throw new IllegalArgumentException("interval is 1 to 60000 ms, found " + intervalMillis);
      }
    }
  }

  /**
   * The block survives the death of the process; when the operating system writes it is up to the
   * operating system.
   */
  record OperatingSystem() implements Durability {}

  /** The option of a name: {@code block}, {@code group=MILLISECONDS} or {@code os}. */
  static Durability parse(String text) {
    if (text.startsWith("group=")) {
      return new Group(Integer.parseInt(text.substring("group=".length())));
    }
    return switch (text) {
      case "block" -> new EveryBlock();
      case "os" -> new OperatingSystem();
      default ->
          throw new IllegalArgumentException("durability is block, group=MS or os, not " + text);
    };
  }
}
