package dev.assay.node.cli;

import dev.assay.metering.profile.GasProfile;
import dev.assay.metering.profile.GasProfile.Kind;
import dev.assay.metering.profile.GasProfile.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the answer of {@code assay_gasProfile} back into a profile. */
final class ProfileJson {
  /** A node is an object in an array, and a path has up to {@code DEEPEST_PATH} nodes. */
  private static final int NESTING = 2_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
          .build();

  private final JsonParser in;

  private ProfileJson(JsonParser in) {
    this.in = in;
  }

  /** The profile in an answer; null where the answer is null. */
  static @Nullable GasProfile read(String answer) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), answer)) {
      in.nextToken();
      return new ProfileJson(in).answer();
    } catch (JacksonException | IllegalArgumentException e) {
      throw CommandFailure.environment("not the answer of a node: " + e.getMessage(), e);
    }
  }

  private @Nullable GasProfile answer() {
    GasProfile profile = null;
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      JsonToken value = in.nextToken();
      if (name.equals("error")) {
        throw CommandFailure.no("the node refuses: " + message());
      }
      if (name.equals("result") && value == JsonToken.START_OBJECT) {
        profile = profile();
      } else {
        in.skipChildren();
      }
    }
    return profile;
  }

  private String message() {
    String message = "no reason given";
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      if (name.equals("message")) {
        message = in.getString();
      } else {
        in.skipChildren();
      }
    }
    return message;
  }

  private GasProfile profile() {
    Node root = null;
    Map<String, Long> byCategory = new TreeMap<>();
    Map<String, Long> byLine = new TreeMap<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      switch (name) {
        case "tree" -> root = node();
        case "inkByCategory" -> byCategory.putAll(amounts());
        case "inkByLine" -> byLine.putAll(amounts());
        default -> in.skipChildren();
      }
    }
    if (root == null) {
      throw new IllegalArgumentException("no tree");
    }
    return GasProfile.named(root, byCategory, byLine);
  }

  private Map<String, Long> amounts() {
    Map<String, Long> amounts = new TreeMap<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      amounts.put(name, number());
    }
    return amounts;
  }

  private Node node() {
    Kind kind = Kind.WHOLE;
    String title = "";
    String where = "";
    long calls = 0;
    long selfInk = 0;
    List<Node> children = new ArrayList<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      switch (name) {
        case "kind" -> kind = Kind.valueOf(upper(in.getString()));
        case "name" -> title = in.getString();
        case "where" -> where = in.getString();
        case "calls" -> calls = number();
        case "selfInk" -> selfInk = number();
        case "children" -> {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            children.add(node());
          }
        }
        default -> in.skipChildren();
      }
    }
    return new Node(kind, title, where, calls, selfInk, children);
  }

  /** A number, or a quantity in hexadecimal. */
  private long number() {
    return in.currentToken() == JsonToken.VALUE_STRING
        ? Long.decode(in.getString())
        : in.getLongValue();
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
