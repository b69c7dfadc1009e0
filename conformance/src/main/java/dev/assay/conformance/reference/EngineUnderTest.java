package dev.assay.conformance.reference;

/** Something that runs scenarios, to be compared with another. */
public interface EngineUnderTest {
  /** What reports call it. */
  String name();

  /**
   * Instantiates the module and makes the scenario's calls one after another.
   *
   * @param inkLimit ink for the whole run
   */
  Outcome run(Scenario scenario, long inkLimit);
}
