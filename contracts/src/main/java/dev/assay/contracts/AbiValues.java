package dev.assay.contracts;

import dev.assay.contracts.Abi.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Array;
import org.web3j.abi.datatypes.Type;

/** Java values to ABI bytes and back, through the client library's codec. */
final class AbiValues {
  private AbiValues() {}

  /** The encoded arguments as hexadecimal digits, without 0x. */
  static String encode(String signature, List<Parameter> parameters, List<Object> arguments) {
    if (parameters.size() != arguments.size()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, got %d"
              .formatted(signature, parameters.size(), arguments.size()));
    }
    @SuppressWarnings("rawtypes")
    List<Type> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.add(typed(signature, parameters.get(i), arguments.get(i)));
    }
    return FunctionEncoder.encodeConstructor(values);
  }

  static List<Object> decode(String signature, List<Parameter> parameters, String data) {
    List<Object> values =
        FunctionReturnDecoder.decode(data, references(signature, parameters)).stream()
            .map(AbiValues::plain)
            .toList();
    if (values.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "%s promises %d values, %s holds %d"
              .formatted(signature, parameters.size(), data, values.size()));
    }
    return values;
  }

  /** An indexed value of a dynamic type is its hash: that is all a log keeps of it. */
  static List<Object> decodeLog(
      String signature, List<Parameter> parameters, List<String> topics, String data) {
    List<Parameter> inData = parameters.stream().filter(parameter -> !parameter.indexed()).toList();
    List<Object> dataValues = decode(signature, inData, data);
    List<Object> values = new ArrayList<>();
    int topic = 1;
    int word = 0;
    for (Parameter parameter : parameters) {
      values.add(
          parameter.indexed()
              ? plain(
                  FunctionReturnDecoder.decodeIndexedValue(
                      topics.get(topic++), reference(signature, parameter)))
              : dataValues.get(word++));
    }
    return values;
  }

  private static Type<?> typed(String signature, Parameter parameter, Object argument) {
    try {
      return TypeDecoder.instantiateType(parameter.type(), argument);
    } catch (ReflectiveOperationException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "%s: %s is no %s".formatted(signature, argument, parameter.type()), e);
    }
  }

  @SuppressWarnings("rawtypes")
  private static List<TypeReference<Type>> references(
      String signature, List<Parameter> parameters) {
    return parameters.stream().map(parameter -> reference(signature, parameter)).toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static TypeReference<Type> reference(String signature, Parameter parameter) {
    try {
      return (TypeReference<Type>) TypeReference.makeTypeReference(parameter.type());
    } catch (ClassNotFoundException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "%s: no codec for type %s".formatted(signature, parameter.type()), e);
    }
  }

  private static Object plain(Type<?> value) {
    return value instanceof Array<?> array
        ? array.getValue().stream().map(AbiValues::plain).toList()
        : value.getValue();
  }
}
