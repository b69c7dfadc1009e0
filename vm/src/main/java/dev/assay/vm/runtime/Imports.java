package dev.assay.vm.runtime;

import dev.assay.vm.module.Import;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a module's imports. */
@FunctionalInterface
public interface Imports {
  /** Nothing to import. */
  Imports NONE = wanted -> null;

  /** The value for an import, or null when there is none of that name. Types are checked later. */
  @Nullable ExternalValue resolve(Import wanted);

  /** These first, then others. */
  default Imports or(Imports others) {
    return wanted -> {
      ExternalValue found = resolve(wanted);
      return found != null ? found : others.resolve(wanted);
    };
  }

  /** Everything an instance exports, under a module name. */
  static Imports of(String module, Instance instance) {
    return wanted -> wanted.module().equals(module) ? instance.export(wanted.name()) : null;
  }

  /** Collects single values. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects values by module and name. */
  final class Builder {
    private record Key(String module, String name) {}

    private final Map<Key, ExternalValue> values = new LinkedHashMap<>();

    private Builder() {}

    /** Adds a value, in place of one of the same name. */
    public Builder add(String module, String name, ExternalValue value) {
      values.put(new Key(module, name), value);
      return this;
    }

    /** Adds a host function. */
    public Builder function(String module, String name, HostFunction function) {
      return add(module, name, FunctionReference.of(function));
    }

    /** The imports as they are now. */
    public Imports build() {
      Map<Key, ExternalValue> all = new LinkedHashMap<>(values);
      return wanted -> all.get(new Key(wanted.module(), wanted.name()));
    }
  }
}
