package dev.assay.node.rpc;

import java.util.function.Function;

/** How a parameter is read from JSON, and the shape the documentation shows. */
public record ParamType<T>(Shape shape, Function<Json, T> reader) {

  /** Reads a value; throws {@link MalformedParam}. */
  T read(Json json) {
    return reader.apply(json);
  }

  /**
   * Reads a value that stands at a position of the arguments.
   *
   * @throws RpcException if it is malformed
   */
  public T value(Json json, int index) {
    try {
      return read(json);
    } catch (MalformedParam e) {
      throw RpcException.invalidArgument(index, e.text());
    }
  }

  /** The same text read into another type. */
  public <U> ParamType<U> map(Function<T, U> next) {
    return new ParamType<>(shape, reader.andThen(next));
  }
}
