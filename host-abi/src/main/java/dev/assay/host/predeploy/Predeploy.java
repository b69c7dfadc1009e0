package dev.assay.host.predeploy;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.host.call.MessageExecutor;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of contracts that exist on every chain and are written in Java. */
public enum Predeploy {
  /** Creates contracts at addresses that depend on nothing but code and salt. */
  CREATE2_FACTORY("0x4e59b44847b379578588920ca78fbf26c0b4956c", Create2Factory::call),
  /** Creates a contract and calls its constructor. */
  STYLUS_DEPLOYER("0xcecba2f1dc234f70dd89f2041029807f8d03a990", StylusDeployer::call),
  /** Takes bids for places in the program cache. */
  CACHE_MANAGER("0x2f8bd4eab69764c105add7de7cb0402557a44e6f", Caching::call),
  /** Activates programs and knows about them. */
  ARB_WASM("0x0000000000000000000000000000000000000071", ArbWasm::call),
  /** The program cache. */
  ARB_WASM_CACHE("0x0000000000000000000000000000000000000072", Caching::call);

  static final Address CACHE_MANAGER_ADDRESS = CACHE_MANAGER.address;

  /**
   * What a genesis state should hold as the code of every predeploy, because tools ask whether
   * there is any: EVM's INVALID, as Arbitrum does it.
   */
  public static final Bytes MARKER_CODE = Bytes.of((byte) 0xFE);

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

  /** The marker code of every predeploy, for a genesis state. */
  public static SortedMap<Address, Bytes> genesisCode() {
    SortedMap<Address, Bytes> code = new TreeMap<>();
    for (Predeploy predeploy : values()) {
      code.put(predeploy.address, MARKER_CODE);
    }
    return code;
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
