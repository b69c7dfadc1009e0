package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.Subject.Kind;
import dev.assay.conformance.json.Json;
import dev.assay.metering.GasSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What everything took on a machine, and what it costs by a schedule.
 *
 * @param schedule the schedule's name
 * @param hash the schedule's hash: prices other than these need another calibration
 * @param machine processor, cores and Java
 * @param readings in the order of the tables of instructions and host functions
 */
public record Calibration(String schedule, String hash, String machine, List<Reading> readings) {
  /** The worst may be this many times the median. */
  public static final double MOST_UNEVEN = 3;

  public Calibration {
    readings = List.copyOf(readings);
  }

  /** A calibration without readings. */
  static Calibration empty(GasSchedule schedule, String machine) {
    return new Calibration(schedule.name(), schedule.hash(), machine, List.of());
  }

  /**
   * One thing that has a price: all its readings.
   *
   * @param kind instruction or host function
   * @param name as the schedule names it
   * @param readings of every circumstance and length, on every engine
   */
  public record Entry(Kind kind, String name, List<Reading> readings) {
    public Entry {
      readings = List.copyOf(readings);
    }

    /** The engine and the circumstances in which a gas buys the most time. */
    public Reading worst() {
      return readings.stream().max(Comparator.comparingDouble(Reading::nanosPerGas)).orElseThrow();
    }

    /** Nanoseconds a gas buys at worst, on the slower engine. */
    public double nanosPerGas() {
      return worst().nanosPerGas();
    }
  }

  /** Everything that has a price. */
  public List<Entry> entries() {
    Map<String, List<Reading>> groups = new LinkedHashMap<>();
    for (Reading each : readings) {
      String key = each.kind() + " " + each.name();
      groups.computeIfAbsent(key, name -> new ArrayList<>()).add(each);
    }
    return groups.values().stream()
        .map(group -> new Entry(group.getFirst().kind(), group.getFirst().name(), group))
        .toList();
  }

  /** The engines that were measured. */
  public List<String> engines() {
    return readings.stream().map(Reading::engine).distinct().toList();
  }

  /** What was measured on one engine. */
  public Calibration on(String engine) {
    return new Calibration(
        schedule,
        hash,
        machine,
        readings.stream().filter(reading -> reading.engine().equals(engine)).toList());
  }

  /** What a reading's subject took on an engine, if it was measured there. */
  public Optional<Reading> on(String engine, Reading subject) {
    return readings.stream()
        .filter(each -> each.engine().equals(engine) && each.sameStep(subject))
        .findFirst();
  }

  /** The median over everything, in nanoseconds a gas. */
  public double median() {
    double[] sorted = entries().stream().mapToDouble(Entry::nanosPerGas).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** What is the cheapest for the time it takes. */
  public Entry worst() {
    return entries().stream()
        .max(Comparator.comparingDouble(Entry::nanosPerGas))
        .orElseThrow(() -> new IllegalStateException("nothing has been measured"));
  }

  /** The worst over the median: at most {@link #MOST_UNEVEN} where prices are even enough. */
  public double unevenness() {
    return worst().nanosPerGas() / median();
  }

  /** These readings, each replacing the earlier one of the same subject or added. */
  Calibration with(Reading reading) {
    List<Reading> changed = new ArrayList<>(readings);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).sameSubject(reading)) {
        changed.set(i, reading);
        return new Calibration(schedule, hash, machine, changed);
      }
    }
    changed.add(reading);
    return new Calibration(schedule, hash, machine, changed);
  }

  // The file.

  /** Reads what {@link #json} wrote. */
  public static Calibration read(Path file) throws IOException {
    Json json = Json.read(file);
    List<Reading> readings =
        json.get("readings").elements().stream().map(Calibration::reading).toList();
    return new Calibration(
        json.get("schedule").text(), json.get("hash").text(), json.get("machine").text(), readings);
  }

  private static Reading reading(Json json) {
    return new Reading(
        json.get("engine").text(),
        Kind.valueOf(json.get("kind").text()),
        json.get("name").text(),
        json.get("variant").text(),
        json.get("units").intValue(),
        Double.parseDouble(json.get("nanos").text()),
        Long.parseLong(json.get("ink").text()));
  }

  /** The form that is kept: one reading a line. */
  String json() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "{\"schedule\": \"%s\",\n \"hash\": \"%s\",\n \"machine\": \"%s\",\n \"readings\": [",
            schedule,
            hash,
            machine));
    String separator = "\n";
    for (Reading each : readings) {
      text.append(separator);
      text.append(
          String.format(
              Locale.ROOT,
              "  {\"engine\": \"%s\", \"kind\": \"%s\", \"name\": \"%s\", \"variant\": \"%s\","
                  + " \"units\": %d, \"nanos\": %.3f, \"ink\": %d}",
              each.engine(),
              each.kind(),
              each.name(),
              each.variant(),
              each.units(),
              each.nanos(),
              each.ink()));
      separator = ",\n";
    }
    return text.append("\n]}\n").toString();
  }

  void write(Path file) throws IOException {
    Files.writeString(file, json());
  }
}
