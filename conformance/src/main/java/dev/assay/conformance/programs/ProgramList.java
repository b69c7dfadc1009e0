package dev.assay.conformance.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads {@code programs.txt}; its head explains the form. */
final class ProgramList {
  private final List<Program> programs = new ArrayList<>();
  private String path = "";
  private List<Step> steps = List.of();

  private ProgramList() {}

  /** The programs that this project knows of. */
  static List<Program> known() throws IOException {
    try (InputStream in = ProgramList.class.getResourceAsStream("programs.txt");
        var reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    }
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException for a line that is none, with its number
   */
  static List<Program> parse(List<String> lines) {
    var list = new ProgramList();
    for (int i = 0; i < lines.size(); i++) {
      try {
        list.line(lines.get(i));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + lines.get(i), e);
      }
    }
    list.close();
    return List.copyOf(list.programs);
  }

  private void line(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith(" ")) {
      steps.add(step(line.strip()));
    } else {
      close();
      path = line.strip();
      steps = new ArrayList<>();
    }
  }

  private void close() {
    if (!steps.isEmpty()) {
      programs.add(new Program(path, List.copyOf(steps)));
    }
  }

  private static Step step(String text) {
    int space = text.indexOf(' ');
    String verb = space < 0 ? text : text.substring(0, space);
    String rest = space < 0 ? "" : text.substring(space + 1);
    return switch (verb) {
      case "deploy" -> new Step.Deploy(rest);
      case "refuse" -> new Step.Refuse(rest);
      case "call" -> call(rest);
      case "send" -> send(rest);
      default -> throw new IllegalArgumentException("no such step: " + verb);
    };
  }

  private static Step call(String text) {
    int arrow = text.indexOf(" -> ");
    String ending = text.substring(arrow + 4);
    return new Step.Call(text.substring(0, arrow), ending(ending));
  }

  private static Ending ending(String text) {
    if (text.startsWith("revert ")) {
      return new Ending.Reverted(text.substring("revert ".length()));
    }
    if (text.startsWith("fails ")) {
      return new Ending.Failed(text.substring("fails ".length()));
    }
    return new Ending.Returned(text);
  }

  private static Step send(String text) {
    int with = text.indexOf(" with ");
    return with < 0
        ? new Step.Send(text, "0")
        : new Step.Send(text.substring(0, with), text.substring(with + " with ".length()));
  }
}
