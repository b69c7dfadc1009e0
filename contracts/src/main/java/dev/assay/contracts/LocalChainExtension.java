package dev.assay.contracts;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test that asks for a {@link LocalChain} one of its own, and closes it afterwards:
 *
 * <pre>{@code
 * @ExtendWith(LocalChainExtension.class)
 * class CounterTest {
 *   @Test
 *   void counts(LocalChain chain) {
 *     …
 *   }
 * }
 * }</pre>
 */
public final class LocalChainExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalChainExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalChain.class;
  }

  @Override
  public LocalChain resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(LocalChain.class, key -> LocalChain.start(), LocalChain.class);
  }
}
