/* A number that only grows: the shortest contract there is to copy. */
#include "assay_contract.h"
#include "counter_abi.h"

#define SLOT_COUNT slot(0)

static void add_to_count(u256 amount) {
  bool overflow;
  u256 count = u256_add_carry(storage_get_u256(SLOT_COUNT), amount, &overflow);
  if (overflow) revert_message("counter: overflow");
  storage_set_u256(SLOT_COUNT, count);
  emit(2, EVENT_INCREASED, word_of_address(sender()), word_of(count));
}

EXTERNAL increment(void) { add_to_count(u256_of(1)); }

EXTERNAL add(void) { add_to_count(argument_u256(0)); }

EXTERNAL count(void) { return_u256(storage_get_u256(SLOT_COUNT)); }

ENTRYPOINT(selector) {
  refuse_value();
  switch (selector) {
    case FUNCTION_INCREMENT: return increment();
    case FUNCTION_ADD: return add();
    case FUNCTION_COUNT: return count();
    default: revert_empty();
  }
}
