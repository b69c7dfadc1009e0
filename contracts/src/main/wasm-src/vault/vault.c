/*
 * A vault for ether with the most expensive mistake in the history of contracts: withdraw() pays
 * before it writes down that it has paid. Where the VM lets callers re-enter, that empties the
 * vault; under the default policy the second entry is refused and nothing is lost.
 */
#include "assay_contract.h"
#include "vault_abi.h"

#define SLOT_DEPOSITS slot(0)

static bytes32 deposit_slot(address account) {
  return mapping_slot(word_of_address(account), SLOT_DEPOSITS);
}

EXTERNAL deposit(void) {
  bytes32 at = deposit_slot(sender());
  u256 amount = value_sent();
  storage_set_u256(at, u256_add(storage_get_u256(at), amount));
  emit(2, EVENT_DEPOSITED, word_of_address(sender()), word_of(amount));
}

EXTERNAL withdraw(void) {
  bytes32 at = deposit_slot(sender());
  u256 amount = storage_get_u256(at);
  if (u256_is_zero(amount)) revert_error(ERROR_NOTHING_DEPOSITED, word_of_address(sender()));
  if (!call(sender(), amount, NULL, 0)) revert_with_return_data();
  storage_set_u256(at, u256_of(0)); /* too late */
  emit(2, EVENT_WITHDRAWN, word_of_address(sender()), word_of(amount));
}

EXTERNAL deposit_of(void) { return_word(storage_get(deposit_slot(argument_address(0)))); }

ENTRYPOINT(selector) {
  if (selector == FUNCTION_DEPOSIT) return deposit();
  refuse_value();
  switch (selector) {
    case FUNCTION_WITHDRAW: return withdraw();
    case FUNCTION_DEPOSIT_OF: return deposit_of();
    default: revert_empty();
  }
}
