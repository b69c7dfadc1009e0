package dev.assay.vm.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the texts and the lists of texts of a JSON object; everything else it holds is passed over,
 * nested values included. The engine has no JSON library, and a source map needs no more.
 */
final class JsonScanner {
  private final String json;
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, List<String>> lists = new TreeMap<>();
  private int at;

  JsonScanner(String json) {
    this.json = json;
  }

  /** The text of a member; empty when there is none. */
  String text(String member) {
    return texts.getOrDefault(member, "");
  }

  /** The texts in the list of a member. */
  List<String> list(String member) {
    return lists.getOrDefault(member, List.of());
  }

  /**
   * Reads the object.
   *
   * @throws IllegalArgumentException where it is not JSON
   */
  void scan() {
    expect('{');
    while (!accept('}')) {
      String name = string();
      expect(':');
      switch (peek()) {
        case '"' -> texts.put(name, string());
        case '[' -> lists.put(name, strings());
        default -> skip();
      }
      accept(',');
    }
  }

  private List<String> strings() {
    List<String> list = new ArrayList<>();
    expect('[');
    while (!accept(']')) {
      if (peek() == '"') {
        list.add(string());
      } else {
        list.add("");
        int before = at;
        skip();
        if (at == before && json.charAt(at) != ',') {
          throw broken();
        }
      }
      accept(',');
    }
    return list;
  }

  /** Passes over a value by counting brackets. */
  private void skip() {
    int depth = 0;
    do {
      switch (peek()) {
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          if (depth == 0) {
            return;
          }
          depth--;
          at++;
        }
        case '"' -> string();
        case ',' -> {
          if (depth == 0) {
            return;
          }
          at++;
        }
        default -> at++;
      }
    } while (true);
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (next() != '"') {
      char c = json.charAt(at - 1);
      text.append(c == '\\' ? escaped() : c);
    }
    return text.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        int end = at + 4;
        if (end > json.length()) {
          throw broken();
        }
        char code = (char) Integer.parseInt(json.substring(at, end), 16);
        at = end;
        yield code;
      }
      default -> c;
    };
  }

  private char next() {
    if (at >= json.length()) {
      throw broken();
    }
    return json.charAt(at++);
  }

  private char peek() {
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
    if (at >= json.length()) {
      throw broken();
    }
    return json.charAt(at);
  }

  private boolean accept(char wanted) {
    boolean found = peek() == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw broken();
    }
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException("no JSON object at character " + at);
  }
}
