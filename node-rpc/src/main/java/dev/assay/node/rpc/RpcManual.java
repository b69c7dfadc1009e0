package dev.assay.node.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The methods described for people: the manual's page, made of the list. */
public final class RpcManual {
  private RpcManual() {}

  /** The page in Markdown, a table for each namespace. */
  public static String page(RpcMethods methods) {
    Map<String, StringBuilder> tables = new LinkedHashMap<>();
    for (RpcMethod method : methods.all()) {
      tables.computeIfAbsent(method.namespace(), RpcManual::heading).append(row(method));
    }
    StringBuilder page =
        new StringBuilder("# JSON-RPC methods\n\n")
            .append("Made from the list of methods; `-Dassay.bless=true` writes it again.\n")
            .append("Parameters in brackets may be left out.\n");
    tables.values().forEach(page::append);
    return page.toString();
  }

  private static StringBuilder heading(String namespace) {
    return new StringBuilder("\n## ")
        .append(namespace)
        .append("\n\n| method | parameters | result | |\n|---|---|---|---|\n");
  }

  private static String row(RpcMethod method) {
    StringJoiner names = new StringJoiner("<br>");
    names.add("`" + method.name() + "`");
    method.aliases().forEach(alias -> names.add("`" + alias + "`"));
    return "| "
        + names
        + " | "
        + params(method.params())
        + " | "
        + method.result().name()
        + " | "
        + method.doc()
        + " |\n";
  }

  private static String params(List<Param<?>> params) {
    StringJoiner text = new StringJoiner(", ");
    for (Param<?> param : params) {
      String described = param.name() + ": " + param.type().shape().name();
      text.add(param.fallback().isEmpty() ? described : "[" + described + "]");
    }
    return text.toString();
  }
}
