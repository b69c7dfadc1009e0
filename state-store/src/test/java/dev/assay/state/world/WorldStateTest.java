package dev.assay.state.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.Log;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldStateTest {
  private static final Address A = Address.of(0xA);
  private static final Address B = Address.of(0xB);
  private static final UInt256 SLOT = UInt256.of(7);
  private static final UInt256 ONE = UInt256.ONE;
  private static final UInt256 TWO = UInt256.of(2);

  private static InMemoryState stateOf(Consumer<WorldState> setup) {
    WorldState world = new WorldState(StateView.empty());
    setup.accept(world);
    world.endTransaction();
    return InMemoryState.EMPTY.apply(world.diff());
  }

  @Test
  void whatIsAlwaysWarmStaysSoUntilTheTransactionEnds() {
    WorldState world = new WorldState(stateOf(_ -> {}));
    world.alwaysWarm(Collections.singleton(A));
    int before = world.checkpoint();
    assertFalse(world.warm(A), "it was not cold");
    world.rollback(before);
    assertTrue(world.isWarm(A));
    world.endTransaction();
    assertFalse(world.isWarm(A));
    assertTrue(world.warm(A), "cold again");
  }

  @Test
  void rollbackUndoesEveryKindOfChange() {
    InMemoryState parent =
        stateOf(
            world -> {
              world.balance(A, ONE);
              world.storage(A, SLOT, ONE);
            });
    WorldState world = new WorldState(parent);
    int start = world.checkpoint();
    world.balance(A, TWO);
    world.nonce(A, 5);
    world.code(A, Bytes.of((byte) 1));
    world.storage(A, SLOT, TWO);
    world.transientStorage(A, SLOT, TWO);
    world.createContract(B);
    world.destroy(B);
    world.credit(B, ONE);
    world.addRefund(100);
    world.log(new Log(A, List.of(), Bytes.EMPTY));
    assertTrue(world.warm(A));
    assertTrue(world.warm(A, SLOT));
    assertFalse(world.warm(A));
    world.rollback(start);
    assertEquals(ONE, world.balance(A));
    assertEquals(0, world.nonce(A));
    assertEquals(Hash.EMPTY_CODE, world.codeHash(A));
    assertEquals(ONE, world.storage(A, SLOT));
    assertEquals(UInt256.ZERO, world.transientStorage(A, SLOT));
    assertFalse(world.exists(B));
    assertFalse(world.isNewInTransaction(B));
    assertEquals(0, world.refund());
    assertEquals(List.of(), world.logs());
    assertFalse(world.isWarm(A));
    assertFalse(world.isWarm(A, SLOT));
    world.endTransaction();
    assertEquals(StateDiff.EMPTY, world.diff());
  }

  /** The depth of calls is limited elsewhere: one more than it may be open, too. */
  @ParameterizedTest
  @ValueSource(ints = {1_023, 1_024, 1_025})
  void checkpointsNestToTheDepthOfCalls(int depths) {
    WorldState world = new WorldState(StateView.empty());
    Deque<Integer> checkpoints = new ArrayDeque<>();
    for (int depth = 0; depth < depths; depth++) {
      checkpoints.push(world.checkpoint());
      world.storage(A, SLOT, UInt256.of(depth + 1));
    }
    for (int depth = depths - 1; depth >= 0; depth--) {
      world.rollback(checkpoints.pop());
      assertEquals(UInt256.of(depth), world.storage(A, SLOT));
    }
    assertThrows(IllegalArgumentException.class, () -> world.rollback(1));
    assertThrows(IllegalArgumentException.class, () -> world.rollback(-1));
  }

  @Test
  void touchedEmptyAccountsDisappear() {
    WorldState world = new WorldState(StateView.empty());
    world.balance(A, UInt256.ZERO);
    assertTrue(world.exists(A));
    world.endTransaction();
    assertFalse(world.exists(A));
    world.credit(B, ONE);
    world.endTransaction();
    world.debit(B, ONE);
    assertTrue(world.exists(B));
    world.endTransaction();
    assertFalse(world.exists(B));
    assertEquals(StateDiff.EMPTY, world.diff());
    assertThrows(ArithmeticException.class, () -> world.debit(B, ONE));
  }

  @Test
  void originalStorageIsThatOfTheTransaction() {
    InMemoryState parent =
        stateOf(
            world -> {
              world.nonce(A, 1);
              world.storage(A, SLOT, ONE);
            });
    WorldState world = new WorldState(parent);
    world.storage(A, SLOT, TWO);
    world.storage(A, SLOT, UInt256.of(3));
    assertEquals(ONE, world.originalStorage(A, SLOT));
    world.endTransaction();
    assertEquals(UInt256.of(3), world.originalStorage(A, SLOT));
    world.storage(A, SLOT, ONE);
    world.endTransaction();
    assertEquals(StateDiff.EMPTY, world.diff());
  }

  @Test
  void transactionStateEndsWithTheTransaction() {
    WorldState world = new WorldState(StateView.empty());
    world.warm(A);
    world.warm(A, SLOT);
    world.transientStorage(A, SLOT, ONE);
    world.addRefund(5);
    world.addRefund(-2);
    world.log(new Log(A, List.of(), Bytes.EMPTY));
    assertEquals(3, world.refund());
    world.endTransaction();
    assertFalse(world.isWarm(A));
    assertFalse(world.isWarm(A, SLOT));
    assertEquals(UInt256.ZERO, world.transientStorage(A, SLOT));
    assertEquals(0, world.refund());
    assertEquals(List.of(), world.logs());
  }

  @Test
  void collisionsAreOfNonceCodeOrStorage() {
    InMemoryState parent =
        stateOf(
            world -> {
              world.nonce(Address.of(1), 1);
              world.code(Address.of(2), Bytes.of((byte) 1));
              world.balance(Address.of(3), ONE);
              world.balance(Address.of(4), ONE);
              world.storage(Address.of(4), SLOT, ONE);
            });
    WorldState world = new WorldState(parent);
    assertTrue(world.hasCollision(Address.of(1)));
    assertTrue(world.hasCollision(Address.of(2)));
    assertFalse(world.hasCollision(Address.of(3)));
    assertTrue(world.hasCollision(Address.of(4)));
    assertFalse(world.hasCollision(Address.of(5)));
  }

  @Test
  void destroyedContractsLeaveNothingAndCanBeCreatedAgain() {
    WorldState world = new WorldState(StateView.empty());
    world.createContract(A);
    world.code(A, Bytes.of((byte) 1));
    world.storage(A, SLOT, ONE);
    world.destroy(A);
    assertEquals(ONE, world.storage(A, SLOT));
    world.endTransaction();
    assertFalse(world.exists(A));
    assertEquals(UInt256.ZERO, world.storage(A, SLOT));
    assertEquals(StateDiff.EMPTY, world.diff());
    world.createContract(A);
    world.storage(A, UInt256.of(8), TWO);
    world.endTransaction();
    InMemoryState after = InMemoryState.EMPTY.apply(world.diff());
    assertEquals(UInt256.ZERO, after.storage(A, SLOT));
    assertEquals(TWO, after.storage(A, UInt256.of(8)));
    assertThrows(IllegalStateException.class, () -> world.destroy(A));
  }

  @Test
  void deployedCodeIsPartOfTheDiff() {
    WorldState world = new WorldState(StateView.empty());
    Bytes code = Bytes.of((byte) 1, (byte) 2);
    world.createContract(A);
    world.code(A, code);
    assertEquals(code, world.code(A));
    world.endTransaction();
    assertEquals(code, world.diff().code().get(Keccak.hash(code)));
    assertThrows(IllegalArgumentException.class, () -> world.code(Hash.ZERO));
  }

  /** Random changes, checkpoints and rollbacks against a copy of the state at each checkpoint. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomRollbacksReturnToWhatWas(long seed) {
    Random random = new Random(seed);
    WorldState world = new WorldState(StateView.empty());
    List<Integer> checkpoints = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      int choice = random.nextInt(10);
      if (choice == 0) {
        checkpoints.add(world.checkpoint());
        expected.add(describe(world));
      } else if (choice == 1 && !checkpoints.isEmpty()) {
        int back = 1 + random.nextInt(checkpoints.size());
        int at = checkpoints.size() - back;
        world.rollback(checkpoints.get(at));
        assertEquals(expected.get(at), describe(world));
        checkpoints.subList(at, checkpoints.size()).clear();
        expected.subList(at, expected.size()).clear();
      } else {
        change(world, random, choice);
      }
      if (random.nextInt(200) == 0) {
        world.endTransaction();
        checkpoints.clear();
        expected.clear();
      }
    }
  }

  private static void change(WorldState world, Random random, int choice) {
    Address address = Address.of(1 + random.nextInt(4));
    UInt256 slot = UInt256.of(random.nextInt(3));
    switch (choice) {
      case 2 -> world.nonce(address, random.nextInt(3));
      case 3 -> world.balance(address, UInt256.of(random.nextInt(3)));
      case 4 -> world.transientStorage(address, slot, UInt256.of(random.nextInt(3)));
      case 5 -> world.warm(address, slot);
      case 6 -> world.createContract(address);
      case 7 -> world.addRefund(random.nextInt(5));
      case 8 -> world.touch(address);
      default -> world.storage(address, slot, UInt256.of(random.nextInt(3)));
    }
  }

  private static String describe(WorldState world) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 4; i++) {
      Address address = Address.of(i);
      text.append(world.exists(address)).append(world.nonce(address));
      text.append(world.balance(address)).append(world.isNewInTransaction(address));
      for (int slot = 0; slot < 3; slot++) {
        UInt256 key = UInt256.of(slot);
        text.append(' ').append(world.storage(address, key));
        text.append(world.transientStorage(address, key)).append(world.isWarm(address, key));
      }
    }
    return text.append(world.refund()).toString();
  }
}
