package dev.assay.node;

/** Every line the node says to its user; wording lives here, not where things happen. */
public interface NodeLog {

  /** A log that says nothing. */
  static NodeLog silent() {
    return line -> {};
  }

  /** Says one line. */
  void line(String line);
}
