/*
 * 256-bit words, twice: bytes32 is what the host and the ABI speak (big-endian bytes), u256 is what
 * a contract computes with (four 64-bit limbs, least significant first). Convert at the border.
 *
 * Nothing here calls the host. Functions are inline, so operations on constants fold away.
 */
#ifndef ASSAY_U256_H
#define ASSAY_U256_H

#include <stdbool.h>
#include <stdint.h>

/* The wide parts exist so that the compiler moves words, not bytes; only their equality has meaning. */
typedef union { uint64_t part[4]; uint8_t byte[32]; } bytes32;
typedef union { uint32_t part[5]; uint8_t byte[20]; } address;
typedef struct { uint64_t limb[4]; } u256;

#define ASSAY_INLINE static inline __attribute__((always_inline))

ASSAY_INLINE u256 u256_of(uint64_t value) { return (u256){{value, 0, 0, 0}}; }

ASSAY_INLINE u256 u256_max(void) { return (u256){{~0ull, ~0ull, ~0ull, ~0ull}}; }

/* Turns 32 bytes around, so that each kind of word becomes the other: the one costly step. */
static __attribute__((noinline, unused)) void reverse_bytes(uint64_t *dest, const uint64_t *source) {
  uint64_t first = source[0], second = source[1];
  dest[0] = __builtin_bswap64(source[3]);
  dest[1] = __builtin_bswap64(source[2]);
  dest[2] = __builtin_bswap64(second);
  dest[3] = __builtin_bswap64(first);
}

ASSAY_INLINE u256 u256_from(bytes32 word) {
  u256 value;
  reverse_bytes(value.limb, word.part);
  return value;
}

ASSAY_INLINE bytes32 word_of(u256 value) {
  bytes32 word;
  reverse_bytes(word.part, value.limb);
  return word;
}

ASSAY_INLINE bytes32 word_of_u64(uint64_t value) {
  return (bytes32){{0, 0, 0, __builtin_bswap64(value)}};
}

ASSAY_INLINE bytes32 word_of_address(address account) {
  bytes32 word = {{0}};
  __builtin_memcpy(word.byte + 12, account.byte, 20);
  return word;
}

ASSAY_INLINE address address_from(bytes32 word) {
  address account;
  __builtin_memcpy(account.byte, word.byte + 12, 20);
  return account;
}

ASSAY_INLINE bool address_equal(address a, address b) {
  return ((a.part[0] ^ b.part[0]) | (a.part[1] ^ b.part[1]) | (a.part[2] ^ b.part[2])
             | (a.part[3] ^ b.part[3]) | (a.part[4] ^ b.part[4])) == 0;
}

ASSAY_INLINE bool address_is_zero(address account) { return address_equal(account, (address){{0}}); }

ASSAY_INLINE bool u256_is_zero(u256 a) {
  return (a.limb[0] | a.limb[1] | a.limb[2] | a.limb[3]) == 0;
}

ASSAY_INLINE bool u256_equal(u256 a, u256 b) {
  return ((a.limb[0] ^ b.limb[0]) | (a.limb[1] ^ b.limb[1]) | (a.limb[2] ^ b.limb[2])
             | (a.limb[3] ^ b.limb[3])) == 0;
}

/* a + b modulo 2^256; *carry tells whether it wrapped. */
ASSAY_INLINE u256 u256_add_carry(u256 a, u256 b, bool *carry) {
  u256 sum;
  uint64_t c = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    uint64_t partial = a.limb[i] + b.limb[i];
    uint64_t overflow = partial < a.limb[i];
    sum.limb[i] = partial + c;
    c = overflow | (sum.limb[i] < partial);
  }
  *carry = c;
  return sum;
}

/* a - b modulo 2^256; *borrow tells whether b was greater. */
ASSAY_INLINE u256 u256_subtract_borrow(u256 a, u256 b, bool *borrow) {
  u256 difference;
  uint64_t c = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    uint64_t partial = a.limb[i] - b.limb[i];
    uint64_t underflow = a.limb[i] < b.limb[i];
    difference.limb[i] = partial - c;
    c = underflow | (partial < c);
  }
  *borrow = c;
  return difference;
}

ASSAY_INLINE u256 u256_add(u256 a, u256 b) {
  bool carry;
  return u256_add_carry(a, b, &carry);
}

ASSAY_INLINE u256 u256_subtract(u256 a, u256 b) {
  bool borrow;
  return u256_subtract_borrow(a, b, &borrow);
}

ASSAY_INLINE bool u256_less(u256 a, u256 b) {
  bool borrow;
  u256_subtract_borrow(a, b, &borrow);
  return borrow;
}

/* a * b modulo 2^256, schoolbook over 32-bit digits: Wasm has no wider multiplication than 64 bits. */
ASSAY_INLINE u256 u256_multiply(u256 a, u256 b) {
  uint64_t digit[8] = {0};
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) {
    uint64_t x = (uint32_t)(b.limb[i / 2] >> (32 * (i % 2)));
    uint64_t carry = 0;
#pragma clang loop unroll(full)
    for (int j = 0; i + j < 8; j++) {
      uint64_t y = (uint32_t)(a.limb[j / 2] >> (32 * (j % 2)));
      uint64_t t = x * y + digit[i + j] + carry;
      digit[i + j] = (uint32_t)t;
      carry = t >> 32;
    }
  }
  return (u256){{digit[0] | digit[1] << 32, digit[2] | digit[3] << 32, digit[4] | digit[5] << 32,
                 digit[6] | digit[7] << 32}};
}

ASSAY_INLINE u256 u256_xor(u256 a, u256 b) {
  return (u256){{a.limb[0] ^ b.limb[0], a.limb[1] ^ b.limb[1], a.limb[2] ^ b.limb[2],
                 a.limb[3] ^ b.limb[3]}};
}

/* a >> bits, for 0 < bits < 64. */
ASSAY_INLINE u256 u256_shift_right(u256 a, unsigned bits) {
  unsigned up = 64 - bits;
  return (u256){{a.limb[0] >> bits | a.limb[1] << up, a.limb[1] >> bits | a.limb[2] << up,
                 a.limb[2] >> bits | a.limb[3] << up, a.limb[3] >> bits}};
}

#endif
