package dev.assay.node.rpc;

import java.util.Optional;

/**
 * A positional parameter.
 *
 * @param name its name in the documentation
 * @param type how it is read
 * @param fallback its value when missing or null; empty when it must be given
 */
public record Param<T>(String name, ParamType<T> type, Optional<T> fallback) {

  /** A parameter that must be given. */
  public static <T> Param<T> required(String name, ParamType<T> type) {
    return new Param<>(name, type, Optional.empty());
  }

  /** A parameter with a default. */
  public static <T> Param<T> optional(String name, ParamType<T> type, T fallback) {
    return new Param<>(name, type, Optional.of(fallback));
  }

  /** A parameter that may be absent. */
  public static <T> Param<Optional<T>> maybe(String name, ParamType<T> type) {
    return new Param<>(name, type.map(Optional::of), Optional.of(Optional.empty()));
  }
}
