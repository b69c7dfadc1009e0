package dev.assay.conformance.bench.calibrate;

import dev.assay.metering.GasSchedule;
import dev.assay.vm.Tier;

/** A program that does one thing over and over, to be timed. */
interface Subject {
  /** What kind of thing is measured. */
  enum Kind {
    /** An instruction of the guest. */
    INSTRUCTION,
    /** A function of the host, called from a contract. */
    HOST_FUNCTION
  }

  /** Instruction or host function. */
  Kind kind();

  /** As the schedule names it. */
  String name();

  /** Which of several circumstances; empty where there is only one. */
  String variant();

  /** The length that the cost depends on, or 0. */
  int units();

  /** What one step costs under a schedule, in ink. */
  long ink(GasSchedule schedule);

  /** Makes it ready to run on an engine. */
  Program load(Tier tier);

  /** Something that can run. */
  interface Program {
    /** Runs so many rounds of {@link #steps} steps. */
    void run(int rounds);

    /** Steps of a round. */
    int steps();

    /** Does all that so many rounds do beside the steps. */
    default void idle(int rounds) {
      run(0);
    }

    /** The most rounds of one run. */
    default int mostRounds() {
      return Integer.MAX_VALUE;
    }
  }

  /** Name, variant and length: what tells subjects of a kind apart. */
  default String label() {
    String text = name() + (variant().isEmpty() ? "" : ", " + variant());
    return units() == 0 ? text : text + ", " + units();
  }
}
