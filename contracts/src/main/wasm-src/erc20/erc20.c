/*
 * An ERC-20 token with an owner who mints: Solidity ABI, events, custom errors and storage layout
 * of the usual Solidity implementation, so clients and explorers read it without being told.
 *
 * Raw Wasm has no constructor; initialize() does its work, once, and says who the owner is.
 */
#include "assay_contract.h"
#include "erc20_abi.h"

#define SLOT_BALANCES slot(0)
#define SLOT_ALLOWANCES slot(1)
#define SLOT_TOTAL_SUPPLY slot(2)
#define SLOT_NAME slot(3)
#define SLOT_SYMBOL slot(4)
#define SLOT_OWNER slot(5) /* the address in the low 20 bytes, above them 1 once initialized */
#define OWNER_INITIALIZED 11

static const address NOBODY = {{0}};

static bytes32 balance_slot(address account) {
  return mapping_slot(word_of_address(account), SLOT_BALANCES);
}

static bytes32 allowance_slot(address owner, address spender) {
  return mapping_slot(word_of_address(spender),
                      mapping_slot(word_of_address(owner), SLOT_ALLOWANCES));
}

static void emit_transfer(address from, address to, u256 amount) {
  emit(3, EVENT_TRANSFER, word_of_address(from), word_of_address(to), word_of(amount));
}

static void debit(address from, u256 amount) {
  bytes32 at = balance_slot(from);
  u256 balance = storage_get_u256(at);
  bool insufficient;
  u256 rest = u256_subtract_borrow(balance, amount, &insufficient);
  if (insufficient) {
    revert_error(ERROR_ERC20_INSUFFICIENT_BALANCE, word_of_address(from), word_of(balance),
                 word_of(amount));
  }
  storage_set_u256(at, rest);
}

/* Cannot wrap: no balance exceeds the total supply, and that is checked where it grows. */
static void credit(address to, u256 amount) {
  bytes32 at = balance_slot(to);
  storage_set_u256(at, u256_add(storage_get_u256(at), amount));
}

static void move(address from, address to, u256 amount) {
  if (address_is_zero(from)) revert_error(ERROR_ERC20_INVALID_SENDER, word_of_address(NOBODY));
  if (address_is_zero(to)) revert_error(ERROR_ERC20_INVALID_RECEIVER, word_of_address(NOBODY));
  debit(from, amount);
  credit(to, amount);
  emit_transfer(from, to, amount);
}

static void take_from_supply(address from, u256 amount) {
  debit(from, amount);
  storage_set_u256(SLOT_TOTAL_SUPPLY, u256_subtract(storage_get_u256(SLOT_TOTAL_SUPPLY), amount));
  emit_transfer(from, NOBODY, amount);
}

/* Uses up allowance; the greatest one is never used up. */
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

static void set_owner(address from, address to) {
  bytes32 word = word_of_address(to);
  word.byte[OWNER_INITIALIZED] = 1;
  storage_set(SLOT_OWNER, word);
  emit(3, EVENT_OWNERSHIP_TRANSFERRED, word_of_address(from), word_of_address(to));
}

static address only_owner(void) {
  address owner = address_from(storage_get(SLOT_OWNER));
  if (!address_equal(owner, sender())) {
    revert_error(ERROR_OWNABLE_UNAUTHORIZED_ACCOUNT, word_of_address(sender()));
  }
  return owner;
}

static address valid_owner(address owner) {
  if (address_is_zero(owner)) revert_error(ERROR_OWNABLE_INVALID_OWNER, word_of_address(owner));
  return owner;
}

EXTERNAL initialize(void) {
  if (storage_get(SLOT_OWNER).byte[OWNER_INITIALIZED] != 0) {
    revert_error(ERROR_INVALID_INITIALIZATION);
  }
  storage_set_string(SLOT_NAME, argument_dynamic(0));
  storage_set_string(SLOT_SYMBOL, argument_dynamic(1));
  set_owner(NOBODY, valid_owner(argument_address(2)));
}

EXTERNAL name(void) { return_stored_string(SLOT_NAME); }

EXTERNAL symbol(void) { return_stored_string(SLOT_SYMBOL); }

EXTERNAL decimals(void) { return_u64(18); }

EXTERNAL total_supply(void) { return_word(storage_get(SLOT_TOTAL_SUPPLY)); }

EXTERNAL balance_of(void) { return_word(storage_get(balance_slot(argument_address(0)))); }

EXTERNAL allowance(void) {
  return_word(storage_get(allowance_slot(argument_address(0), argument_address(1))));
}

EXTERNAL transfer(void) {
  move(sender(), argument_address(0), argument_u256(1));
  return_bool(true);
}

EXTERNAL transfer_from(void) {
  address from = argument_address(0);
  u256 amount = argument_u256(2);
  spend_allowance(from, sender(), amount);
  move(from, argument_address(1), amount);
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

EXTERNAL mint(void) {
  address to = argument_address(0);
  u256 amount = argument_u256(1);
  only_owner();
  if (address_is_zero(to)) revert_error(ERROR_ERC20_INVALID_RECEIVER, word_of_address(to));
  bool overflow;
  u256 supply = u256_add_carry(storage_get_u256(SLOT_TOTAL_SUPPLY), amount, &overflow);
  if (overflow) revert_panic(PANIC_ARITHMETIC);
  storage_set_u256(SLOT_TOTAL_SUPPLY, supply);
  credit(to, amount);
  emit_transfer(NOBODY, to, amount);
}

EXTERNAL burn(void) { take_from_supply(sender(), argument_u256(0)); }

EXTERNAL burn_from(void) {
  address from = argument_address(0);
  u256 amount = argument_u256(1);
  spend_allowance(from, sender(), amount);
  take_from_supply(from, amount);
}

EXTERNAL owner(void) { return_address(address_from(storage_get(SLOT_OWNER))); }

EXTERNAL transfer_ownership(void) {
  address to = argument_address(0);
  set_owner(only_owner(), valid_owner(to));
}

ENTRYPOINT(selector) {
  refuse_value();
  switch (selector) {
    case FUNCTION_TRANSFER: return transfer();
    case FUNCTION_TRANSFER_FROM: return transfer_from();
    case FUNCTION_APPROVE: return approve();
    case FUNCTION_BALANCE_OF: return balance_of();
    case FUNCTION_ALLOWANCE: return allowance();
    case FUNCTION_TOTAL_SUPPLY: return total_supply();
    case FUNCTION_NAME: return name();
    case FUNCTION_SYMBOL: return symbol();
    case FUNCTION_DECIMALS: return decimals();
    case FUNCTION_MINT: return mint();
    case FUNCTION_BURN: return burn();
    case FUNCTION_BURN_FROM: return burn_from();
    case FUNCTION_OWNER: return owner();
    case FUNCTION_TRANSFER_OWNERSHIP: return transfer_ownership();
    case FUNCTION_INITIALIZE: return initialize();
    default: revert_empty();
  }
}
