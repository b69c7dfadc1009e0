package dev.assay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildTest {
  /** Starts a child that would sleep for ever, says who it is, and waits. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      Process child = Child.start(Child.of(Sleeper.class, List.of("-Xmx16m"), List.of()));
      System.out.println(child.pid());
      child.waitFor();
    }
  }

  static final class Sleeper {
    public static void main(String[] arguments) throws InterruptedException {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void aChildEndsWithItsParent() throws IOException, InterruptedException {
    Process parent = Child.start(Child.of(Parent.class, List.of("-Xmx32m"), List.of()));
    ProcessHandle child = ProcessHandle.of(childOf(parent)).orElseThrow();
    assertTrue(child.isAlive());
    parent.destroy();
    assertTrue(parent.waitFor(30, TimeUnit.SECONDS));
    child.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    assertFalse(child.isAlive());
  }

  private static long childOf(Process parent) throws IOException {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
      return Long.parseLong(out.readLine());
    }
  }
}
