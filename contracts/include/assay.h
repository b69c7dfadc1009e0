/*
 * The host functions of Assay, module "vm_hooks": what a contract may import.
 *
 * Pointers are offsets in the contract's own memory. 256-bit values, hashes and keys are 32 bytes,
 * big-endian; addresses are 20 bytes; lengths that the host writes are 32-bit little-endian.
 */
#ifndef ASSAY_H
#define ASSAY_H

#include <stdint.h>

#define ASSAY_IMPORT(name) \
  __attribute__((import_module("vm_hooks"), import_name(#name))) extern

/* Input, output, exit. */
ASSAY_IMPORT(read_args) void read_args(uint8_t *dest);
ASSAY_IMPORT(write_result) void write_result(const uint8_t *data, uint32_t len);
ASSAY_IMPORT(exit_early) void exit_early(uint32_t status);

/* Storage. */
ASSAY_IMPORT(storage_load_bytes32) void storage_load_bytes32(const uint8_t *key, uint8_t *dest);
ASSAY_IMPORT(storage_cache_bytes32) void storage_cache_bytes32(const uint8_t *key, const uint8_t *value);
ASSAY_IMPORT(storage_flush_cache) void storage_flush_cache(uint32_t clear);
ASSAY_IMPORT(transient_load_bytes32) void transient_load_bytes32(const uint8_t *key, uint8_t *dest);
ASSAY_IMPORT(transient_store_bytes32) void transient_store_bytes32(const uint8_t *key, const uint8_t *value);

/* Calls and creations. The calls answer 0 when the callee succeeded. */
ASSAY_IMPORT(call_contract) uint32_t call_contract(
    const uint8_t *contract, const uint8_t *calldata, uint32_t calldata_len, const uint8_t *value,
    uint64_t gas, uint32_t *return_data_len);
ASSAY_IMPORT(delegate_call_contract) uint32_t delegate_call_contract(
    const uint8_t *contract, const uint8_t *calldata, uint32_t calldata_len, uint64_t gas,
    uint32_t *return_data_len);
ASSAY_IMPORT(static_call_contract) uint32_t static_call_contract(
    const uint8_t *contract, const uint8_t *calldata, uint32_t calldata_len, uint64_t gas,
    uint32_t *return_data_len);
ASSAY_IMPORT(create1) void create1(
    const uint8_t *code, uint32_t code_len, const uint8_t *endowment, uint8_t *contract,
    uint32_t *revert_data_len);
ASSAY_IMPORT(create2) void create2(
    const uint8_t *code, uint32_t code_len, const uint8_t *endowment, const uint8_t *salt,
    uint8_t *contract, uint32_t *revert_data_len);
ASSAY_IMPORT(read_return_data) uint32_t read_return_data(uint8_t *dest, uint32_t offset, uint32_t size);
ASSAY_IMPORT(return_data_size) uint32_t return_data_size(void);

/* Events. The first 32 * topics bytes of data are the topics. */
ASSAY_IMPORT(emit_log) void emit_log(const uint8_t *data, uint32_t len, uint32_t topics);

/* Accounts. */
ASSAY_IMPORT(account_balance) void account_balance(const uint8_t *account, uint8_t *dest);
ASSAY_IMPORT(account_code) uint32_t account_code(
    const uint8_t *account, uint32_t offset, uint32_t size, uint8_t *dest);
ASSAY_IMPORT(account_code_size) uint32_t account_code_size(const uint8_t *account);
ASSAY_IMPORT(account_codehash) void account_codehash(const uint8_t *account, uint8_t *dest);

/* Gas. 1 gas = tx_ink_price() ink. */
ASSAY_IMPORT(evm_gas_left) uint64_t evm_gas_left(void);
ASSAY_IMPORT(evm_ink_left) uint64_t evm_ink_left(void);
ASSAY_IMPORT(pay_for_memory_grow) void pay_for_memory_grow(uint32_t pages);

/* Block, message, transaction. */
ASSAY_IMPORT(block_basefee) void block_basefee(uint8_t *dest);
ASSAY_IMPORT(block_coinbase) void block_coinbase(uint8_t *dest);
ASSAY_IMPORT(block_gas_limit) uint64_t block_gas_limit(void);
ASSAY_IMPORT(block_number) uint64_t block_number(void);
ASSAY_IMPORT(block_timestamp) uint64_t block_timestamp(void);
ASSAY_IMPORT(chainid) uint64_t chainid(void);
ASSAY_IMPORT(contract_address) void contract_address(uint8_t *dest);
ASSAY_IMPORT(msg_reentrant) uint32_t msg_reentrant(void);
ASSAY_IMPORT(msg_sender) void msg_sender(uint8_t *dest);
ASSAY_IMPORT(msg_value) void msg_value(uint8_t *dest);
ASSAY_IMPORT(tx_gas_price) void tx_gas_price(uint8_t *dest);
ASSAY_IMPORT(tx_ink_price) uint32_t tx_ink_price(void);
ASSAY_IMPORT(tx_origin) void tx_origin(uint8_t *dest);

/* 256-bit arithmetic; the result replaces the first operand. Division by zero gives zero. */
ASSAY_IMPORT(math_div) void math_div(uint8_t *value, const uint8_t *divisor);
ASSAY_IMPORT(math_mod) void math_mod(uint8_t *value, const uint8_t *modulus);
ASSAY_IMPORT(math_pow) void math_pow(uint8_t *value, const uint8_t *exponent);
ASSAY_IMPORT(math_add_mod) void math_add_mod(uint8_t *value, const uint8_t *addend, const uint8_t *modulus);
ASSAY_IMPORT(math_mul_mod) void math_mul_mod(uint8_t *value, const uint8_t *multiplier, const uint8_t *modulus);

/* Hashing. */
ASSAY_IMPORT(native_keccak256) void native_keccak256(const uint8_t *data, uint32_t len, uint8_t *dest);

#endif
