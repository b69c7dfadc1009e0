package dev.assay.conformance.programs;

/** How a call ends, data in hexadecimal digits with 0x. */
sealed interface Ending {
  /** It succeeded and returned this. */
  record Returned(String data) implements Ending {
    @Override
    public String toString() {
      return data;
    }
  }

  /** It reverted with this. */
  record Reverted(String data) implements Ending {
    @Override
    public String toString() {
      return "revert " + data;
    }
  }

  /** It was refused or failed; the words of the error, or, where expected, a part of them. */
  record Failed(String words) implements Ending {
    @Override
    public String toString() {
      return "fails " + words;
    }
  }

  /** Whether this is what another, seen, ending should have been. */
  default boolean allows(Ending seen) {
    return this instanceof Failed(var part) && seen instanceof Failed(var words)
        ? words.contains(part)
        : equals(seen);
  }
}
