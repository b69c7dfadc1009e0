/* Work for measurements: hashing, 256-bit arithmetic, storage, events, and every way to fail. */
#include "assay_contract.h"
#include "compute_abi.h"

#define SLOT_SLOT0 slot(0)
#define SLOT_CELLS slot(1)

/* n rounds of h = keccak256(h) */
EXTERNAL hash_loop(void) {
  uint64_t rounds = argument_u64(0);
  bytes32 hash = word_of_u64(1);
  while (rounds-- > 0) native_keccak256(hash.byte, 32, hash.byte);
  return_word(hash);
}

/* n rounds of a 256-bit linear congruential step */
EXTERNAL alu_loop(void) {
  uint64_t rounds = argument_u64(0);
  u256 x = u256_of(88172645463325252);
  while (rounds-- > 0) {
    u256 product = u256_multiply(x, u256_of(6364136223846793005));
    x = u256_xor(u256_add(product, u256_of(1442695040888963407)), u256_shift_right(x, 7));
  }
  return_u256(x);
}

/* writes n distinct storage slots */
EXTERNAL fill(void) {
  uint64_t from = argument_u64(0), count = argument_u64(1);
  for (uint64_t i = from; i < from + count; i++) {
    storage_set(mapping_slot(word_of_u64(i), SLOT_CELLS), word_of_u64(i + 1));
  }
}

/* emits n events */
EXTERNAL ticks(void) {
  uint64_t count = argument_u64(0);
  for (uint64_t i = 0; i < count; i++) {
    emit(2, EVENT_TICK, word_of_u64(i), word_of(u256_multiply(u256_of(i), u256_of(i))));
  }
}

EXTERNAL fail_custom(void) {
  output_selector(ERROR_CUSTOM);
  bytes32 head[2] = {word_of_u64(42), word_of_u64(64)};
  uint32_t tail = output_dynamic(36, "bench", 5);
  __builtin_memcpy(output + 4, head, 64);
  revert_bytes(output, 36 + tail);
}

EXTERNAL fail_panic(void) {
  u256 divisor = argument_u256(0);
  if (u256_is_zero(divisor)) revert_panic(PANIC_DIVISION);
  return_u64(u256_equal(divisor, u256_of(1)));
}

/* endless; writes every round through, as an unoptimised loop over a state variable does */
EXTERNAL spin(void) {
  for (;;) {
    storage_set_u256(SLOT_SLOT0, u256_add(storage_get_u256(SLOT_SLOT0), u256_of(1)));
    storage_flush();
  }
}

ENTRYPOINT(selector) {
  refuse_value();
  switch (selector) {
    case FUNCTION_HASH_LOOP: return hash_loop();
    case FUNCTION_ALU_LOOP: return alu_loop();
    case FUNCTION_FILL: return fill();
    case FUNCTION_TICKS: return ticks();
    case FUNCTION_SLOT0: return return_word(storage_get(SLOT_SLOT0));
    case FUNCTION_CELLS:
      return return_word(storage_get(mapping_slot(argument_word(0), SLOT_CELLS)));
    case FUNCTION_FAIL_STRING: revert_message("bench: no");
    case FUNCTION_FAIL_CUSTOM: return fail_custom();
    case FUNCTION_FAIL_PANIC: return fail_panic();
    case FUNCTION_FAIL_ASSERT: __builtin_trap();
    case FUNCTION_SPIN: return spin();
    default: revert_empty();
  }
}
