package dev.assay.node.rpc.simulate;

import dev.assay.host.ExecutionOptions;
import dev.assay.host.precompile.Precompile;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.StateOverrides;
import dev.assay.node.rpc.StateOverrides.AccountOverride;
import dev.assay.state.types.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where precompiled contracts are, in a simulation that may move them. An override of a precompiled
 * contract's account takes it away from there.
 *
 * @param changed what differs from the standard: the contract at an address, or none
 */
record PrecompilePlaces(Map<Address, Optional<Precompile>> changed) {
  /** Where they are on the chain. */
  static final PrecompilePlaces STANDARD = new PrecompilePlaces(Map.of());

  /** Copies the map. */
  PrecompilePlaces {
    changed = Map.copyOf(changed);
  }

  private Optional<Precompile> at(Address address) {
    Optional<Precompile> moved = changed.get(address);
    return moved != null ? moved : Optional.ofNullable(Precompile.at(address.toArray()));
  }

  PrecompilePlaces after(StateOverrides overrides) {
    Map<Address, Optional<Precompile>> places = new HashMap<>(changed);
    Map<Address, Address> targets = new HashMap<>();
    overrides.accounts().forEach((from, override) -> move(places, targets, from, override));
    return new PrecompilePlaces(places);
  }

  private void move(
      Map<Address, Optional<Precompile>> places,
      Map<Address, Address> targets,
      Address from,
      AccountOverride override) {
    Optional<Precompile> here = at(from);
    if (override.movePrecompileTo().isPresent()) {
      Address to = override.movePrecompileTo().get();
      if (here.isEmpty()) {
        throw new RpcException(
            RpcError.SERVER_ERROR, "account " + from.toHex() + " is not a precompile");
      }
      if (to.equals(from)) {
        throw new RpcException(
            RpcError.PRECOMPILE_MOVED_ONTO_ITSELF,
            "precompile " + from.toHex() + " moved to itself");
      }
      if (targets.put(to, from) != null) {
        throw new RpcException(
            RpcError.PRECOMPILES_COLLIDE, "account " + to.toHex() + " is already overridden");
      }
      places.put(to, here);
    }
    if (here.isPresent() && !targets.containsKey(from)) {
      places.put(from, Optional.empty());
    }
  }

  ExecutionOptions on(ExecutionOptions options) {
    return changed.isEmpty() ? options : options.withPrecompiles(address -> at(address));
  }
}
