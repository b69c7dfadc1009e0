package dev.assay.host.predeploy;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.state.types.Address;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of contracts that exist on every chain and are written in Java. */
public enum Predeploy {
  /** Creates contracts at addresses that depend on nothing but code and salt. */
  CREATE2_FACTORY("0x4e59b44847b379578588920ca78fbf26c0b4956c", Create2Factory::call);

  private static final Map<Address, Predeploy> BY_ADDRESS = byAddress();

  private final Address address;
  private final Body body;

  Predeploy(String address, Body body) {
    this.address = Address.fromHex(address);
    this.body = body;
  }

  /** What it does. */
  @FunctionalInterface
  interface Body {
    /** Answers a message. */
    CallResult call(MessageExecutor executor, Message message);
  }

  /** The predeploy at an address, or null. */
  public static @Nullable Predeploy at(Address address) {
    return BY_ADDRESS.get(address);
  }

  private static Map<Address, Predeploy> byAddress() {
    Map<Address, Predeploy> table = new TreeMap<>();
    for (Predeploy predeploy : values()) {
      table.put(predeploy.address, predeploy);
    }
    return Collections.unmodifiableMap(table);
  }

  /** Where it is. */
  public Address address() {
    return address;
  }

  /** Answers a message; what is not a success is undone by the caller. */
  public CallResult call(MessageExecutor executor, Message message) {
    return body.call(executor, message);
  }
}
