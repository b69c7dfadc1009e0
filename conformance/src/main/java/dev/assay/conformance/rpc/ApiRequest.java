package dev.assay.conformance.rpc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A line of requests.txt.
 *
 * @param expected empty for a result, a code for an error, or a reason why the method is not asked
 * @param method the method
 * @param params its parameters as JSON without the brackets, names of the stage in braces
 */
record ApiRequest(String expected, String method, String params) {
  private static final String FILE = "requests.txt";

  /** Every request, in order: some change the chain. */
  static List<ApiRequest> all() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ApiRequest.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ApiRequest::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiRequest parse(String line) {
    String[] columns = line.split("\\|", 3);
    return new ApiRequest(columns[0].strip(), columns[1].strip(), columns[2].strip());
  }

  boolean isSkipped() {
    return !expected.isEmpty() && !isError();
  }

  boolean isError() {
    return expected.matches("-?[0-9]+");
  }
}
