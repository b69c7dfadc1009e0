/*
 * The token of the chain benchmark: a plain ERC-20 whose whole supply belongs to one account from
 * the start. Nothing runs when raw Wasm is created, so the supply is an offset on the stored balance
 * of that account, the first one of the well-known test mnemonic: the storage work of a transfer
 * stays what it is elsewhere.
 */
#include "assay_contract.h"
#include "bench-token_abi.h"

#define SLOT_BALANCES slot(0)
#define SLOT_ALLOWANCES slot(1)

static const address HOLDER = {.byte = {
    0xf3, 0x9f, 0xd6, 0xe5, 0x1a, 0xad, 0x88, 0xf6, 0xf4, 0xce,
    0x6a, 0xb8, 0x82, 0x72, 0x79, 0xcf, 0xff, 0xb9, 0x22, 0x66}};

/* 10^36 */
static const u256 SUPPLY = {{0xb34b9f1000000000, 0x00c097ce7bc90715, 0, 0}};

static bytes32 balance_slot(address account) {
  return mapping_slot(word_of_address(account), SLOT_BALANCES);
}

static bytes32 allowance_slot(address owner, address spender) {
  return mapping_slot(word_of_address(spender),
                      mapping_slot(word_of_address(owner), SLOT_ALLOWANCES));
}

static u256 grant(address account) {
  return address_equal(account, HOLDER) ? SUPPLY : u256_of(0);
}

static u256 balance(address account) {
  return u256_add(storage_get_u256(balance_slot(account)), grant(account));
}

static void set_balance(address account, u256 amount) {
  storage_set_u256(balance_slot(account), u256_subtract(amount, grant(account)));
}

static void move(address from, address to, u256 amount) {
  if (address_is_zero(from)) revert_error(ERROR_ERC20_INVALID_SENDER, word_of_address(from));
  if (address_is_zero(to)) revert_error(ERROR_ERC20_INVALID_RECEIVER, word_of_address(to));
  u256 before = balance(from);
  bool insufficient;
  u256 rest = u256_subtract_borrow(before, amount, &insufficient);
  if (insufficient) {
    revert_error(ERROR_ERC20_INSUFFICIENT_BALANCE, word_of_address(from), word_of(before),
                 word_of(amount));
  }
  set_balance(from, rest);
  set_balance(to, u256_add(balance(to), amount));
  emit(3, EVENT_TRANSFER, word_of_address(from), word_of_address(to), word_of(amount));
}

static void spend_allowance(address owner, address spender, u256 amount) {
  bytes32 at = allowance_slot(owner, spender);
  u256 allowed = storage_get_u256(at);
  if (u256_equal(allowed, u256_max())) return;
  bool insufficient;
  u256 rest = u256_subtract_borrow(allowed, amount, &insufficient);
  if (insufficient) {
    revert_error(ERROR_ERC20_INSUFFICIENT_ALLOWANCE, word_of_address(spender), word_of(allowed),
                 word_of(amount));
  }
  storage_set_u256(at, rest);
}

EXTERNAL transfer(void) {
  move(sender(), argument_address(0), argument_u256(1));
  return_bool(true);
}

EXTERNAL transfer_from(void) {
  spend_allowance(argument_address(0), sender(), argument_u256(2));
  move(argument_address(0), argument_address(1), argument_u256(2));
  return_bool(true);
}

EXTERNAL approve(void) {
  address spender = argument_address(0);
  u256 amount = argument_u256(1);
  if (address_is_zero(spender)) revert_error(ERROR_ERC20_INVALID_SPENDER, word_of_address(spender));
  storage_set_u256(allowance_slot(sender(), spender), amount);
  emit(3, EVENT_APPROVAL, word_of_address(sender()), word_of_address(spender), word_of(amount));
  return_bool(true);
}

EXTERNAL balance_of(void) { return_u256(balance(argument_address(0))); }

EXTERNAL allowance(void) {
  return_word(storage_get(allowance_slot(argument_address(0), argument_address(1))));
}

ENTRYPOINT(selector) {
  refuse_value();
  switch (selector) {
    case FUNCTION_TRANSFER: return transfer();
    case FUNCTION_BALANCE_OF: return balance_of();
    case FUNCTION_APPROVE: return approve();
    case FUNCTION_TRANSFER_FROM: return transfer_from();
    case FUNCTION_ALLOWANCE: return allowance();
    case FUNCTION_TOTAL_SUPPLY: return return_u256(SUPPLY);
    case FUNCTION_NAME: return return_dynamic("Bench", 5);
    case FUNCTION_SYMBOL: return return_dynamic("BCH", 3);
    case FUNCTION_DECIMALS: return return_u64(18);
    default: revert_empty();
  }
}
