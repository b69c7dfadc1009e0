package dev.assay.conformance.programs;

import dev.assay.conformance.report.Case;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Takes programs through their steps on one chain. */
final class ProgramRunner {
  private final DevChain chain;
  private final Map<String, String> addresses = new TreeMap<>();
  private String address = "";

  ProgramRunner(DevChain chain) {
    this.chain = chain;
    addresses.put("payer", chain.payer().substring(2));
  }

  /** A case for every step. */
  List<Case> run(Program program, byte[] wasm) {
    String code = "0x" + HexFormat.of().formatHex(wasm);
    var cases = new ArrayList<Case>();
    for (Step step : program.steps()) {
      cases.add(
          switch (step) {
            case Step.Deploy(var name) -> deploy(name, code);
            case Step.Refuse(var words) -> refuse(words, code);
            case Step.Call(var data, var ending) -> call(data, ending);
            case Step.Send(var data, var wei) -> send(data, wei);
          });
    }
    return cases;
  }

  private Case deploy(String name, String code) {
    Ending ending = chain.create(code);
    if (ending instanceof Ending.Returned(var created)) {
      address = created;
      addresses.put(name, created.substring(2));
      return Case.passed("deploy");
    }
    return Case.failed("deploy", ending.toString());
  }

  private Case refuse(String words, String code) {
    return check("refuse", new Ending.Failed(words), chain.create(code));
  }

  private Case call(String data, Ending expected) {
    Ending wanted =
        switch (expected) {
          case Ending.Returned(var text) -> new Ending.Returned(bytes(text));
          case Ending.Reverted(var text) -> new Ending.Reverted(bytes(text));
          case Ending.Failed failed -> failed;
        };
    return check("call " + data, wanted, chain.call(address, bytes(data)));
  }

  private Case send(String data, String wei) {
    boolean succeeded = chain.send(address, bytes(data), new BigInteger(wei));
    return Case.of("send " + data, succeeded ? "" : "its receipt says failed");
  }

  private static Case check(String name, Ending wanted, Ending seen) {
    return Case.of(name, wanted.allows(seen) ? "" : "wanted " + wanted + ", was " + seen);
  }

  private String bytes(String text) {
    return CallText.data(text, this::addressOf);
  }

  private String addressOf(String name) {
    String found = addresses.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nothing is deployed as " + name);
    }
    return found.toLowerCase(Locale.ROOT);
  }
}
