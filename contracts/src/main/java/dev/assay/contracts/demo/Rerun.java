package dev.assay.contracts.demo;

import dev.assay.contracts.Contracts;
import dev.assay.contracts.DeployedContract;
import dev.assay.contracts.LocalChain;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * What a fixed list of transactions comes to on a chain that starts from nothing.
 *
 * @param gasUsed by all of them
 * @param stateRoot after the last
 */
record Rerun(long gasUsed, String stateRoot) {

  static Rerun onFreshChain() {
    try (LocalChain chain = LocalChain.start()) {
      String alice = chain.account(0).getAddress();
      String bob = chain.account(1).getAddress();
      DeployedContract token = chain.deploy(Contracts.ERC20);
      long gasUsed =
          Stream.of(
                  token.creation(),
                  token.send("initialize", "Example Token", "EXA", alice),
                  token.send("mint", alice, BigInteger.valueOf(1_000)),
                  token.send("transfer", bob, BigInteger.valueOf(10)))
              .map(TransactionReceipt::getGasUsed)
              .mapToLong(BigInteger::longValueExact)
              .sum();
      return new Rerun(gasUsed, stateRoot(chain));
    }
  }

  private static String stateRoot(LocalChain chain) {
    return chain
        .ask(chain.client().ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
        .getBlock()
        .getStateRoot();
  }
}
