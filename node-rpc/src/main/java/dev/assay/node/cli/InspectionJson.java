package dev.assay.node.cli;

import dev.assay.host.inspect.Inspection;
import dev.assay.node.rpc.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** An inspection as JSON: the names of the fields are those of the records. */
final class InspectionJson {
  private static final int MOST_BYTES = 1 << 28;

  private final JsonWriter out;

  private InspectionJson(JsonWriter out) {
    this.out = out;
  }

  static String of(Inspection inspection) {
    try (JsonWriter writer = new JsonWriter(MOST_BYTES)) {
      new InspectionJson(writer).write(inspection);
      return new String(writer.finish(), StandardCharsets.UTF_8);
    }
  }

  private void write(Inspection inspection) {
    out.beginObject();
    switch (inspection) {
      case Inspection.Refused refused -> out.name("refused").string(refused.reason());
      case Inspection.Report report -> report(report);
    }
    out.endObject();
  }

  private void report(Inspection.Report report) {
    out.name("bytes").number(report.bytes());
    list("imports", report.imports(), this::item);
    list("exports", report.exports(), this::item);
    out.name("features").beginArray();
    report.features().forEach(out::string);
    out.endArray();
    list("limits", report.limits(), this::limit);
    list("sections", report.sections(), this::section);
    list("functions", report.functions(), this::function);
    list("activations", report.activations(), this::answer);
  }

  private <T> void list(String name, List<T> elements, Consumer<T> fields) {
    out.name(name).beginArray();
    for (T element : elements) {
      out.beginObject();
      fields.accept(element);
      out.endObject();
    }
    out.endArray();
  }

  private void item(Inspection.Item item) {
    out.name("name").string(item.name()).name("kind").string(item.kind());
    out.name("type").string(item.type());
  }

  private void limit(Inspection.LimitUse limit) {
    out.name("limit").string(limit.limit()).name("used").number(limit.used());
    out.name("contract").number(limit.contract());
  }

  private void section(Inspection.SectionSize section) {
    out.name("name").string(section.name()).name("offset").number(section.offset());
    out.name("bytes").number(section.bytes());
  }

  private void function(Inspection.FunctionSize size) {
    out.name("index").number(size.index()).name("name").string(size.name());
    out.name("type").string(size.type()).name("bytes").number(size.bytes());
    out.name("instructions").number(size.instructions()).name("locals").number(size.locals());
    out.name("operandSlots").number(size.operandSlots());
  }

  private void answer(Inspection.Answer answer) {
    out.name("schedule").string(answer.schedule()).name("accepted").bool(answer.isAccepted());
    out.name("refusal").string(answer.refusal()).name("gas").number(answer.gas());
    out.name("reentrancy").string(answer.reentrancy());
  }
}
