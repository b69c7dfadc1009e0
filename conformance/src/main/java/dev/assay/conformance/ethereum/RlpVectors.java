package dev.assay.conformance.ethereum;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpItem;
import dev.assay.state.types.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Encodings: what is canonical is read and written back, everything else is refused. */
final class RlpVectors {
  private RlpVectors() {}

  static List<Case> check(String file, Json json) {
    return EthereumSuite.cases(json, RlpVectors::checkOne).toList();
  }

  private static Case checkOne(String name, Json test) {
    var encoded = Bytes.fromHex(test.get("out").text()).toArray();
    var in = test.get("in");
    var kind = in instanceof Json.Text(var text) ? text : "";
    return switch (kind) {
      case "INVALID" -> refused(name, encoded);
      case "VALID" -> roundTrip(name, encoded);
      default ->
          EthereumSuite.same(name, Bytes.of(encoded), Bytes.wrap(item(in).encode())).verdict()
                  == Verdict.PASSED
              ? roundTrip(name, encoded)
              : Case.failed(name, "encodes as " + Bytes.wrap(item(in).encode()));
    };
  }

  private static Case refused(String name, byte[] encoded) {
    try {
      return Case.failed(name, "read as " + RlpItem.decode(encoded));
    } catch (RlpError e) {
      return Case.passed(name);
    }
  }

  private static Case roundTrip(String name, byte[] encoded) {
    var again = RlpItem.decode(encoded).encode();
    return Case.of(name, Arrays.equals(again, encoded) ? "" : "written back differently");
  }

  private static RlpItem item(Json in) {
    return switch (in) {
      case Json.Array(var elements) ->
          new RlpItem.Sequence(elements.stream().map(RlpVectors::item).toList());
      case Json.Numeral(var text) -> number(text);
      case Json.Text(var text) when text.startsWith("#") -> number(text.substring(1));
      case Json.Text(var text) ->
          new RlpItem.Text(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
      case Json.Null _, Json.Bool _, Json.Members _ ->
          throw new IllegalArgumentException("nothing that RLP encodes: " + in);
    };
  }

  private static RlpItem number(String decimal) {
    var bytes = new BigInteger(decimal).toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return new RlpItem.Text(Bytes.of(bytes, start, bytes.length - start));
  }
}
