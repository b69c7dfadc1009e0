/*
 * The host functions of Assay, module "vm_hooks": what a contract may import.
 *
 * Pointers are offsets in the contract's own memory. 256-bit values, hashes and keys
 * are 32 bytes, big-endian; addresses are 20 bytes; lengths that the host writes are
 * 32-bit little-endian. Generated from the host-function table.
 */
#ifndef ASSAY_H
#define ASSAY_H

#include <stdint.h>

#define ASSAY_IMPORT(name) \
  __attribute__((import_module("vm_hooks"), import_name(#name))) extern

/* Copies the whole calldata. */
ASSAY_IMPORT(read_args) void read_args(uint8_t *dest);
/* Sets the return or revert data; the last call counts. */
ASSAY_IMPORT(write_result) void write_result(const uint8_t *data, uint32_t len);
/* Ends the frame at once: 0 returns, anything else reverts. */
ASSAY_IMPORT(exit_early) void exit_early(uint32_t status);
/* Reads a storage slot through the frame's cache. */
ASSAY_IMPORT(storage_load_bytes32) void storage_load_bytes32(const uint8_t *key, uint8_t *dest);
/* Writes a storage slot in the frame's cache. */
ASSAY_IMPORT(storage_cache_bytes32) void storage_cache_bytes32(const uint8_t *key, const uint8_t *value);
/* Persists pending writes; with clear not 0 empties the cache. */
ASSAY_IMPORT(storage_flush_cache) void storage_flush_cache(uint32_t clear);
/* Reads a slot of transient storage. */
ASSAY_IMPORT(transient_load_bytes32) void transient_load_bytes32(const uint8_t *key, uint8_t *dest);
/* Writes a slot of transient storage. */
ASSAY_IMPORT(transient_store_bytes32) void transient_store_bytes32(const uint8_t *key, const uint8_t *value);
/* Calls a contract; 0 on success, 2 otherwise. */
ASSAY_IMPORT(call_contract) uint32_t call_contract(const uint8_t *contract, const uint8_t *calldata, uint32_t calldata_len, const uint8_t *value, uint64_t gas, uint32_t *return_data_len);
/* Runs another contract's code on this contract's storage. */
ASSAY_IMPORT(delegate_call_contract) uint32_t delegate_call_contract(const uint8_t *contract, const uint8_t *calldata, uint32_t calldata_len, uint64_t gas, uint32_t *return_data_len);
/* Calls a contract that may change nothing. */
ASSAY_IMPORT(static_call_contract) uint32_t static_call_contract(const uint8_t *contract, const uint8_t *calldata, uint32_t calldata_len, uint64_t gas, uint32_t *return_data_len);
/* Creates a contract; the address is zero on failure. */
ASSAY_IMPORT(create1) void create1(const uint8_t *code, uint32_t code_len, const uint8_t *endowment, uint8_t *contract, uint32_t *revert_data_len);
/* Creates a contract at an address made of salt and code. */
ASSAY_IMPORT(create2) void create2(const uint8_t *code, uint32_t code_len, const uint8_t *endowment, const uint8_t *salt, uint8_t *contract, uint32_t *revert_data_len);
/* Copies a part of the last callee's data; gives the bytes copied, never traps on the range. */
ASSAY_IMPORT(read_return_data) uint32_t read_return_data(uint8_t *dest, uint32_t offset, uint32_t size);
/* Length of the last callee's data. */
ASSAY_IMPORT(return_data_size) uint32_t return_data_size(void);
/* Emits a log; the first 32 * topics bytes are the topics. */
ASSAY_IMPORT(emit_log) void emit_log(const uint8_t *data, uint32_t len, uint32_t topics);
/* Balance of an account. */
ASSAY_IMPORT(account_balance) void account_balance(const uint8_t *account, uint8_t *dest);
/* Copies a part of an account's code; gives the bytes copied. */
ASSAY_IMPORT(account_code) uint32_t account_code(const uint8_t *account, uint32_t offset, uint32_t size, uint8_t *dest);
/* Length of an account's code. */
ASSAY_IMPORT(account_code_size) uint32_t account_code_size(const uint8_t *account);
/* Hash of an account's code; zero for an account that does not exist. */
ASSAY_IMPORT(account_codehash) void account_codehash(const uint8_t *account, uint8_t *dest);
/* Gas left. */
ASSAY_IMPORT(evm_gas_left) uint64_t evm_gas_left(void);
/* Ink left. */
ASSAY_IMPORT(evm_ink_left) uint64_t evm_ink_left(void);
/* Base fee of the block. */
ASSAY_IMPORT(block_basefee) void block_basefee(uint8_t *dest);
/* Producer of the block. */
ASSAY_IMPORT(block_coinbase) void block_coinbase(uint8_t *dest);
/* Gas limit of the block. */
ASSAY_IMPORT(block_gas_limit) uint64_t block_gas_limit(void);
/* Number of the block. */
ASSAY_IMPORT(block_number) uint64_t block_number(void);
/* Time of the block, in seconds since 1970. */
ASSAY_IMPORT(block_timestamp) uint64_t block_timestamp(void);
/* Id of the chain. */
ASSAY_IMPORT(chainid) uint64_t chainid(void);
/* Owner of the storage in use. */
ASSAY_IMPORT(contract_address) void contract_address(uint8_t *dest);
/* 1 when a frame below runs this contract. */
ASSAY_IMPORT(msg_reentrant) uint32_t msg_reentrant(void);
/* Who called. */
ASSAY_IMPORT(msg_sender) void msg_sender(uint8_t *dest);
/* Wei that came with the call. */
ASSAY_IMPORT(msg_value) void msg_value(uint8_t *dest);
/* Wei per gas. */
ASSAY_IMPORT(tx_gas_price) void tx_gas_price(uint8_t *dest);
/* Ink per gas. */
ASSAY_IMPORT(tx_ink_price) uint32_t tx_ink_price(void);
/* Who signed the transaction. */
ASSAY_IMPORT(tx_origin) void tx_origin(uint8_t *dest);
/* Pays for memory pages; memory.grow does this by itself. */
ASSAY_IMPORT(pay_for_memory_grow) void pay_for_memory_grow(uint32_t pages);
/* Divides; by zero gives zero. */
ASSAY_IMPORT(math_div) void math_div(uint8_t *value, const uint8_t *divisor);
/* Remainder; by zero gives zero. */
ASSAY_IMPORT(math_mod) void math_mod(uint8_t *value, const uint8_t *modulus);
/* Power modulo 2^256. */
ASSAY_IMPORT(math_pow) void math_pow(uint8_t *value, const uint8_t *exponent);
/* Sum modulo a number, with a 257-bit intermediate. */
ASSAY_IMPORT(math_add_mod) void math_add_mod(uint8_t *value, const uint8_t *addend, const uint8_t *modulus);
/* Product modulo a number, with a 512-bit intermediate. */
ASSAY_IMPORT(math_mul_mod) void math_mul_mod(uint8_t *value, const uint8_t *multiplier, const uint8_t *modulus);
/* Keccak-256. */
ASSAY_IMPORT(native_keccak256) void native_keccak256(const uint8_t *data, uint32_t len, uint8_t *dest);
/* Older name: writes a slot and flushes. */
ASSAY_IMPORT(storage_store_bytes32) void storage_store_bytes32(const uint8_t *key, const uint8_t *value);
/* Older name of pay_for_memory_grow. */
ASSAY_IMPORT(memory_grow) void memory_grow(uint32_t pages);

#endif
