package dev.assay.contracts.demo;

import dev.assay.contracts.Contracts;
import dev.assay.contracts.DeployedContract;
import dev.assay.contracts.LocalChain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Convert;

/** The script of the demo, in five acts. Any surprise is an exception. */
final class Demo {
  private static final BigInteger EXA = BigInteger.TEN.pow(18);

  private final Screen screen;

  Demo(Screen screen) {
    this.screen = screen;
  }

  /** Somebody with an account. */
  private record Person(String name, Credentials credentials) {
    String address() {
      return credentials.getAddress();
    }
  }

  /** The people of the play, on one chain. */
  private record Cast(Person alice, Person bob, Person carol, Person mallory) {
    static Cast of(LocalChain chain) {
      return new Cast(
          new Person("Alice", chain.account(0)),
          new Person("Bob", chain.account(1)),
          new Person("Carol", chain.account(2)),
          new Person("Mallory", chain.account(3)));
    }

    List<Person> all() {
      return List.of(alice, bob, carol, mallory);
    }

    String nameOf(Object address) {
      return all().stream()
          .filter(person -> person.address().equalsIgnoreCase(address.toString()))
          .map(Person::name)
          .findFirst()
          .orElse(
              new BigInteger(address.toString().substring(2), 16).signum() == 0
                  ? "nobody"
                  : Format.shorten(address.toString()));
    }
  }

  void run() {
    Instant start = Instant.now();
    screen.title("Assay: a chain, a token, and a robbery that fails");
    try (LocalChain chain =
        screen.step("A chain starts, RocksDB below, JSON-RPC above", LocalChain::start)) {
      screen.detail(
          "%s, chain id %d".formatted(chain.rpcUrl(), chain.config().genesis().chainId()));
      Cast cast = Cast.of(chain);
      DeployedContract token = useToken(chain, cast);
      robVault(chain, cast);
      new ProofAct(screen, chain).prove(token, cast.bob().name(), cast.bob().address());
    }
    runTwice();
    screen.title(
        "All of it held, in %.1f s."
            .formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0));
    screen.line("Next:  ./assay dev            a chain for your own wallet and scripts, port 8545");
    screen.line("       contracts/examples     the same token from an unchanged ethers script");
    screen.line("       README.md              the tour");
    screen.line("");
  }

  private DeployedContract useToken(LocalChain chain, Cast cast) {
    DeployedContract token = deploy(chain, Contracts.ERC20, "An ERC-20 in Wasm", cast.alice());
    send(
        "Alice names it Example Token and owns it",
        () -> token.send("initialize", "Example Token", "EXA", cast.alice().address()));
    send(
        "1,000,000 EXA are minted to Alice",
        () -> token.send("mint", cast.alice().address(), exa(1_000_000)));
    TransactionReceipt transfer =
        send(
            "Alice sends 250,000 to Bob",
            () -> token.send("transfer", cast.bob().address(), exa(250_000)));
    send(
        "Bob sends 1,500 to Carol",
        () ->
            token
                .from(cast.bob().credentials())
                .send("transfer", cast.carol().address(), exa(1_500)));
    screen.step(
        "Carol cannot send what she does not have",
        () ->
            Expect.refused(
                () ->
                    token
                        .from(cast.carol().credentials())
                        .send("transfer", cast.bob().address(), exa(2_000)),
                "ERC20InsufficientBalance"));
    showBalances(token, cast);
    showTransfers(chain, token, cast);
    new GasAct(screen, chain).explain("Where the gas of Alice's transfer went", transfer);
    return token;
  }

  private void showBalances(DeployedContract token, Cast cast) {
    List<List<String>> rows = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    for (Person person : cast.all().subList(0, 3)) {
      BigInteger balance = token.integer("balanceOf", person.address());
      sum = sum.add(balance);
      rows.add(List.of(person.name(), person.address(), Format.units(balance)));
    }
    Expect.equal("the sum of the balances", token.integer("totalSupply"), sum);
    screen.table(List.of("account", "address", token.text("symbol")), rows);
  }

  private void showTransfers(LocalChain chain, DeployedContract token, Cast cast) {
    List<List<String>> rows =
        screen
            .step(
                "Transfer events, read back through eth_getLogs",
                () -> EventLogs.of(chain, token, "Transfer"))
            .stream()
            .map(
                log ->
                    List.of(
                        log.block().toString(),
                        cast.nameOf(log.values().get(0)),
                        cast.nameOf(log.values().get(1)),
                        Format.units((BigInteger) log.values().get(2))))
            .toList();
    Expect.equal("the number of Transfer events", 3, rows.size());
    screen.table(List.of("block", "from", "to", "EXA"), rows);
  }

  private void robVault(LocalChain chain, Cast cast) {
    DeployedContract vault =
        deploy(chain, Contracts.VAULT, "A vault that pays before it books", cast.alice());
    send("Alice deposits 9 ETH", () -> vault.pay(ether(9), "deposit"));
    DeployedContract attacker =
        deploy(chain, Contracts.ATTACKER, "Mallory's contract", cast.mallory());
    String reason =
        screen.step(
            "Mallory attacks: deposits 1 ETH, withdraws, re-enters",
            () ->
                Expect.refused(
                    () -> attacker.pay(ether(1), "attack", vault.address()), "reentrant call"));
    screen.detail("the VM refused: " + reason);
    Expect.equal("the vault's balance", ether(9), chain.balance(vault.address()));
    screen.detail("the vault still holds " + Format.units(chain.balance(vault.address())) + " ETH");
  }

  private void runTwice() {
    List<Rerun> runs =
        screen.step(
            "The same transactions on two fresh chains",
            () -> List.of(Rerun.onFreshChain(), Rerun.onFreshChain()));
    Expect.equal("the second run", runs.get(0), runs.get(1));
    screen.detail("gas used    " + Format.count(runs.get(0).gasUsed()) + " both times");
    screen.detail("state root  " + runs.get(0).stateRoot() + " both times");
  }

  private DeployedContract deploy(LocalChain chain, Contracts contract, String what, Person by) {
    var compiled = contract.load();
    return screen.step(
        "%s is deployed (%s bytes)".formatted(what, Format.count(compiled.wasm().length)),
        () -> chain.deploy(compiled, by.credentials()),
        deployed -> Format.gas(deployed.creation()));
  }

  private TransactionReceipt send(String what, Supplier<TransactionReceipt> transaction) {
    return screen.step(what, transaction, Format::gas);
  }

  private static BigInteger exa(long whole) {
    return EXA.multiply(BigInteger.valueOf(whole));
  }

  private static BigInteger ether(long whole) {
    return Convert.toWei(BigDecimal.valueOf(whole), Convert.Unit.ETHER).toBigInteger();
  }
}
