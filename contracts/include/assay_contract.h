/*
 * A small SDK for contracts in C: entry point, calldata, results, reverts, storage, events, calls.
 *
 * It keeps to the Solidity ABI and storage layout, so every Ethereum client decodes what a contract
 * says. A contract is one file: it includes this header and the constants generated from its ABI,
 * defines its functions with EXTERNAL and dispatches them in ENTRYPOINT (see counter.c, the
 * shortest example). Reverts end the execution at once, wherever they are called.
 */
#ifndef ASSAY_CONTRACT_H
#define ASSAY_CONTRACT_H

#include <stddef.h>

#include "assay.h"
#include "assay_u256.h"

/* The longest calldata, return data or string a contract handles, in bytes. */
#ifndef BUFFER_LIMIT
#define BUFFER_LIMIT 16384
#endif

/* A function behind a selector: kept apart by the compiler, so profiles and backtraces name it. */
#define EXTERNAL static __attribute__((noinline)) void

static uint8_t calldata[BUFFER_LIMIT];
static uint32_t calldata_length;
static uint8_t output[BUFFER_LIMIT];
static bool storage_is_dirty;

/* ---- Ending --------------------------------------------------------------------------------- */

ASSAY_INLINE _Noreturn void revert_bytes(const uint8_t *data, uint32_t length) {
  write_result(data, length);
  exit_early(1);
  __builtin_unreachable();
}

/* Reverts without data, as Solidity does for malformed calldata. */
static __attribute__((noinline)) _Noreturn void revert_empty(void) { revert_bytes(output, 0); }

ASSAY_INLINE void output_selector(uint32_t selector) {
  uint32_t big_endian = __builtin_bswap32(selector);
  __builtin_memcpy(output, &big_endian, 4);
}

static __attribute__((noinline, unused)) _Noreturn void revert_words(
    uint32_t selector, const bytes32 *words, uint32_t count) {
  output_selector(selector);
  __builtin_memcpy(output + 4, words, count * 32);
  revert_bytes(output, 4 + count * 32);
}

/* Reverts with a custom error whose arguments are the given words. */
#define revert_error(selector, ...)                                                  \
  revert_words(selector, (const bytes32[]){{{0}} __VA_OPT__(, ) __VA_ARGS__} + 1,    \
               sizeof((const bytes32[]){{{0}} __VA_OPT__(, ) __VA_ARGS__}) / 32 - 1)

/* Writes (offset, length, padded bytes) of one dynamic value at output + at; answers its size. */
static __attribute__((unused)) uint32_t output_dynamic(
    uint32_t at, const void *bytes, uint32_t length) {
  uint32_t padded = (length + 31) & ~31u;
  if (length > BUFFER_LIMIT || at + 64 + padded > BUFFER_LIMIT) revert_empty();
  bytes32 head[2] = {word_of_u64(32), word_of_u64(length)};
  __builtin_memcpy(output + at, head, 64);
  __builtin_memset(output + at + 64, 0, padded);
  __builtin_memcpy(output + at + 64, bytes, length);
  return 64 + padded;
}

static __attribute__((noinline, unused)) _Noreturn void revert_text(
    const char *text, uint32_t length) {
  output_selector(0x08c379a0); /* Error(string) */
  revert_bytes(output, 4 + output_dynamic(4, text, length));
}

/* Reverts with Error(string); takes a string literal. */
#define revert_message(literal) revert_text("" literal, sizeof(literal) - 1)

#define PANIC_ASSERTION 0x01
#define PANIC_ARITHMETIC 0x11
#define PANIC_DIVISION 0x12

/* Reverts with Panic(uint256), the codes of Solidity. */
static __attribute__((unused)) _Noreturn void revert_panic(uint64_t code) {
  revert_error(0x4e487b71, word_of_u64(code));
}

/* ---- Results -------------------------------------------------------------------------------- */

ASSAY_INLINE void return_word(bytes32 word) { write_result(word.byte, 32); }
ASSAY_INLINE void return_u256(u256 value) { return_word(word_of(value)); }
ASSAY_INLINE void return_u64(uint64_t value) { return_word(word_of_u64(value)); }
ASSAY_INLINE void return_bool(bool value) { return_word(word_of_u64(value)); }
ASSAY_INLINE void return_address(address account) { return_word(word_of_address(account)); }

/* Returns one value of type string or bytes. */
static __attribute__((unused)) void return_dynamic(const void *bytes, uint32_t length) {
  write_result(output, output_dynamic(0, bytes, length));
}

/* ---- Calldata ------------------------------------------------------------------------------- */

typedef struct { const uint8_t *bytes; uint32_t length; } slice;

ASSAY_INLINE void calldata_read(uint32_t length) {
  if (length > BUFFER_LIMIT) revert_empty();
  read_args(calldata);
  calldata_length = length;
}

/* The first four bytes; 0 when the calldata is shorter, as in a plain transfer of value. */
ASSAY_INLINE uint32_t calldata_selector(void) {
  uint32_t big_endian = 0;
  if (calldata_length >= 4) __builtin_memcpy(&big_endian, calldata, 4);
  return __builtin_bswap32(big_endian);
}

static __attribute__((noinline, unused)) const uint8_t *argument_at(uint32_t n) {
  if (4 + 32 * n + 32 > calldata_length) revert_empty();
  return calldata + 4 + 32 * n;
}

/* Argument n as the 32-byte word it is encoded in. */
ASSAY_INLINE bytes32 argument_word(uint32_t n) {
  bytes32 word;
  __builtin_memcpy(word.byte, argument_at(n), 32);
  return word;
}

ASSAY_INLINE u256 argument_u256(uint32_t n) { return u256_from(argument_word(n)); }

static __attribute__((noinline, unused)) const uint8_t *address_argument_at(uint32_t n) {
  const uint8_t *at = argument_at(n);
  uint64_t high;
  uint32_t low;
  __builtin_memcpy(&high, at, 8);
  __builtin_memcpy(&low, at + 8, 4);
  if ((high | low) != 0) revert_empty();
  return at + 12;
}

ASSAY_INLINE address argument_address(uint32_t n) {
  address account;
  __builtin_memcpy(account.byte, address_argument_at(n), 20);
  return account;
}

/* Argument n of a type that must fit 64 bits: a loop count, an index. */
static __attribute__((noinline, unused)) uint64_t argument_u64(uint32_t n) {
  u256 value = argument_u256(n);
  if ((value.limb[1] | value.limb[2] | value.limb[3]) != 0) revert_empty();
  return value.limb[0];
}

/* Argument n of type string or bytes, in place: valid as long as calldata is not overwritten. */
static __attribute__((noinline, unused)) slice argument_dynamic(uint32_t n) {
  uint64_t offset = argument_u64(n);
  if (offset > BUFFER_LIMIT || 4 + offset + 32 > calldata_length) revert_empty();
  bytes32 word;
  __builtin_memcpy(word.byte, calldata + 4 + offset, 32);
  u256 length = u256_from(word);
  if ((length.limb[1] | length.limb[2] | length.limb[3]) != 0) revert_empty();
  if (length.limb[0] > calldata_length - 4 - offset - 32) revert_empty();
  return (slice){calldata + 4 + offset + 32, (uint32_t)length.limb[0]};
}

/* ---- Message -------------------------------------------------------------------------------- */

ASSAY_INLINE address sender(void) {
  address account;
  msg_sender(account.byte);
  return account;
}

ASSAY_INLINE u256 value_sent(void) {
  bytes32 word;
  msg_value(word.byte);
  return u256_from(word);
}

ASSAY_INLINE address self(void) {
  address account;
  contract_address(account.byte);
  return account;
}

ASSAY_INLINE u256 balance_of_account(address account) {
  bytes32 word;
  account_balance(account.byte, word.byte);
  return u256_from(word);
}

/* Call it first in a function that must not be sent value. */
static __attribute__((unused)) void refuse_value(void) {
  if (!u256_is_zero(value_sent())) revert_empty();
}

/* ---- Storage: the layout of Solidity ---------------------------------------------------------- */

ASSAY_INLINE bytes32 slot(uint64_t n) { return word_of_u64(n); }

/* The slot of mapping[key] for a mapping declared at base. */
ASSAY_INLINE bytes32 mapping_slot(bytes32 key, bytes32 base) {
  bytes32 pair[2] = {key, base}, hash;
  native_keccak256(pair[0].byte, 64, hash.byte);
  return hash;
}

ASSAY_INLINE bytes32 storage_get(bytes32 at) {
  bytes32 value;
  storage_load_bytes32(at.byte, value.byte);
  return value;
}

ASSAY_INLINE u256 storage_get_u256(bytes32 at) { return u256_from(storage_get(at)); }

ASSAY_INLINE void storage_set(bytes32 at, bytes32 value) {
  storage_cache_bytes32(at.byte, value.byte);
  storage_is_dirty = true;
}

ASSAY_INLINE void storage_set_u256(bytes32 at, u256 value) { storage_set(at, word_of(value)); }

/* Makes pending writes real; needed before control leaves the contract, done by calls and ENTRYPOINT. */
static __attribute__((unused)) void storage_flush(void) {
  if (!storage_is_dirty) return;
  storage_flush_cache(0);
  storage_is_dirty = false;
}

/* The slot where the bytes of a string longer than 31 bytes begin. */
ASSAY_INLINE u256 storage_string_data(bytes32 at) {
  bytes32 hash;
  native_keccak256(at.byte, 32, hash.byte);
  return u256_from(hash);
}

/* Stores a string in a slot that has held none: shorter values leave no tail to clear. */
static __attribute__((noinline, unused)) void storage_set_string(bytes32 at, slice text) {
  bytes32 word = {{0}};
  if (text.length < 32) {
    __builtin_memcpy(word.byte, text.bytes, text.length);
    word.byte[31] = (uint8_t)(text.length * 2);
    storage_set(at, word);
    return;
  }
  storage_set(at, word_of_u64(text.length * 2 + 1));
  u256 data = storage_string_data(at);
  for (uint32_t done = 0; done < text.length; done += 32) {
    uint32_t part = text.length - done < 32 ? text.length - done : 32;
    word = (bytes32){{0}};
    __builtin_memcpy(word.byte, text.bytes + done, part);
    storage_set(word_of(u256_add(data, u256_of(done / 32))), word);
  }
}

/* Returns the string stored at a slot from the current function. */
static __attribute__((noinline, unused)) void return_stored_string(bytes32 at) {
  bytes32 head = storage_get(at);
  if ((head.byte[31] & 1) == 0) {
    return_dynamic(head.byte, head.byte[31] / 2);
    return;
  }
  uint32_t length = (uint32_t)(u256_from(head).limb[0] / 2);
  if (length > BUFFER_LIMIT - 64) revert_empty();
  u256 data = storage_string_data(at);
  for (uint32_t done = 0; done < length; done += 32) {
    storage_load_bytes32(word_of(u256_add(data, u256_of(done / 32))).byte, calldata + done);
  }
  return_dynamic(calldata, length);
}

/* ---- Events --------------------------------------------------------------------------------- */

/* Emits a log of the given words, of which the first `topics` are its topics. */
#define emit(topics, ...)                                                               \
  emit_log((const uint8_t *)(const bytes32[]){__VA_ARGS__}, sizeof((const bytes32[]){__VA_ARGS__}), \
           topics)

/* ---- Calls ---------------------------------------------------------------------------------- */

/* Calls with all the gas there is; answers whether the callee succeeded. */
static __attribute__((noinline, unused)) bool call(
    address to, u256 value, const uint8_t *data, uint32_t length) {
  bytes32 amount = word_of(value);
  uint32_t returned;
  storage_flush();
  return call_contract(to.byte, data, length, amount.byte, ~0ull, &returned) == 0;
}

/* Reverts with whatever the last callee returned: its reason becomes this contract's. */
static __attribute__((noinline, unused)) _Noreturn void revert_with_return_data(void) {
  uint32_t size = return_data_size();
  revert_bytes(output, read_return_data(output, 0, size < BUFFER_LIMIT ? size : BUFFER_LIMIT));
}

/* ---- Entry ---------------------------------------------------------------------------------- */

/* The body that follows runs with the selector of the call; falling out of it is success. */
#define ENTRYPOINT(selector)                                                                     \
  static void contract_dispatch(uint32_t selector);                                             \
  __attribute__((export_name("user_entrypoint"))) uint32_t user_entrypoint(uint32_t length) {   \
    calldata_read(length);                                                                      \
    contract_dispatch(calldata_selector());                                                     \
    storage_flush();                                                                            \
    return 0;                                                                                   \
  }                                                                                             \
  static void contract_dispatch(uint32_t selector)

#endif
