package dev.assay.contracts.demo;

import dev.assay.contracts.LocalChain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Asks where the gas of a transaction went, and shows it by function. */
record GasAct(Screen screen, LocalChain chain) {
  private static final int SHOWN = 8;
  private static final int INK_DECIMALS = 4;

  /** The answer of {@code assay_gasProfile}: a tree of objects. */
  public static final class ProfileAnswer extends Response<Map<String, Object>> {}

  /** What one function spent by itself. */
  private record Row(String kind, String name, long calls, long ink) {
    Row plus(Row other) {
      return new Row(kind, name, calls + other.calls, ink + other.ink);
    }
  }

  void explain(String what, TransactionReceipt receipt) {
    List<Row> rows = screen.step(what, () -> rows(receipt));
    long whole = rows.stream().mapToLong(Row::ink).sum();
    List<List<String>> lines = new ArrayList<>();
    rows.stream().limit(SHOWN).forEach(row -> lines.add(line(row, whole)));
    Row others =
        rows.stream().skip(SHOWN).reduce(new Row("", "everything else", 0, 0), GasAct::sum);
    lines.add(line(others, whole));
    lines.add(List.of("", "sum: exactly the receipt's gas", "", gas(whole), ""));
    screen.table(List.of("", "by itself", "calls", "gas", "share"), lines);
  }

  private static Row sum(Row total, Row row) {
    return new Row(total.kind, total.name, total.calls + row.calls, total.ink + row.ink);
  }

  private List<Row> rows(TransactionReceipt receipt) {
    Map<String, Object> profile =
        chain
            .ask("assay_gasProfile", ProfileAnswer.class, receipt.getTransactionHash())
            .getResult();
    Map<String, Row> rows = new TreeMap<>();
    collect(object(member(profile, "tree")), rows);
    long whole = rows.values().stream().mapToLong(Row::ink).sum();
    BigInteger used = receipt.getGasUsed().multiply(BigInteger.TEN.pow(INK_DECIMALS));
    Expect.equal("the ink of the profile", used, BigInteger.valueOf(whole));
    return rows.values().stream().sorted(Comparator.comparingLong(Row::ink).reversed()).toList();
  }

  private static void collect(Map<?, ?> node, Map<String, Row> rows) {
    String kind = member(node, "kind").toString();
    String name = kind.equals("whole") ? "intrinsic gas" : member(node, "name").toString();
    long calls = Long.decode(member(node, "calls").toString());
    long ink = Long.parseLong(member(node, "selfInk").toString());
    rows.merge(kind + name, new Row(kind, name, calls, ink), Row::plus);
    for (Object child : (List<?>) member(node, "children")) {
      collect(object(child), rows);
    }
  }

  private static Object member(Map<?, ?> node, String name) {
    return Objects.requireNonNull(node.get(name), name);
  }

  private static Map<?, ?> object(Object value) {
    return (Map<?, ?>) value;
  }

  private static List<String> line(Row row, long whole) {
    String share = String.format(Locale.ROOT, "%.1f%%", 100.0 * row.ink() / whole);
    String calls = row.calls() == 0 ? "" : Format.count(row.calls());
    String kind = row.kind().equals("whole") ? "" : row.kind();
    return List.of(kind, row.name(), calls, gas(row.ink()), share);
  }

  private static String gas(long ink) {
    BigDecimal gas = BigDecimal.valueOf(ink, INK_DECIMALS);
    return String.format(Locale.ROOT, "%,.1f", gas);
  }
}
