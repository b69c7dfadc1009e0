package dev.assay.conformance;

/** What another process needs to run classes of this program. */
public final class ThisProgram {
  private ThisProgram() {}

  /**
   * The option of a JVM that tells where the native libraries are: a packed program has them beside
   * its jars and not in them.
   */
  public static String libraries() {
    return "-Djava.library.path=" + System.getProperty("java.library.path");
  }
}
