package dev.assay.conformance.run;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one; each sees every event, in the order given. */
record Listeners(List<ExecutionListener> listeners) implements ExecutionListener {
  @Override
  public boolean wantsInstructions() {
    return listeners.stream().anyMatch(ExecutionListener::wantsInstructions);
  }

  @Override
  public void instruction(Instance instance, int function, int offset, Opcode opcode, long ink) {
    all(each -> each.instruction(instance, function, offset, opcode, ink));
  }

  @Override
  public void enter(Instance instance, int function, long ink) {
    all(each -> each.enter(instance, function, ink));
  }

  @Override
  public void leave(Instance instance, int function, long ink) {
    all(each -> each.leave(instance, function, ink));
  }

  @Override
  public void hostCall(Instance instance, int function, long ink) {
    all(each -> each.hostCall(instance, function, ink));
  }

  @Override
  public void hostReturn(Instance instance, int function, long ink) {
    all(each -> each.hostReturn(instance, function, ink));
  }

  private void all(Consumer<ExecutionListener> event) {
    listeners.forEach(event);
  }
}
