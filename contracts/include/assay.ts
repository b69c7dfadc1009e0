// The host functions of Assay. Generated from the host-function table.

/** Copies the whole calldata. */
@external("vm_hooks", "read_args")
export declare function read_args(dest: usize): void;

/** Sets the return or revert data; the last call counts. */
@external("vm_hooks", "write_result")
export declare function write_result(data: usize, len: u32): void;

/** Ends the frame at once: 0 returns, anything else reverts. */
@external("vm_hooks", "exit_early")
export declare function exit_early(status: u32): void;

/** Reads a storage slot through the frame's cache. */
@external("vm_hooks", "storage_load_bytes32")
export declare function storage_load_bytes32(key: usize, dest: usize): void;

/** Writes a storage slot in the frame's cache. */
@external("vm_hooks", "storage_cache_bytes32")
export declare function storage_cache_bytes32(key: usize, value: usize): void;

/** Persists pending writes; with clear not 0 empties the cache. */
@external("vm_hooks", "storage_flush_cache")
export declare function storage_flush_cache(clear: u32): void;

/** Reads a slot of transient storage. */
@external("vm_hooks", "transient_load_bytes32")
export declare function transient_load_bytes32(key: usize, dest: usize): void;

/** Writes a slot of transient storage. */
@external("vm_hooks", "transient_store_bytes32")
export declare function transient_store_bytes32(key: usize, value: usize): void;

/** Calls a contract; 0 on success, 2 otherwise. */
@external("vm_hooks", "call_contract")
export declare function call_contract(contract: usize, calldata: usize, calldata_len: u32, value: usize, gas: u64, return_data_len: usize): u32;

/** Runs another contract's code on this contract's storage. */
@external("vm_hooks", "delegate_call_contract")
export declare function delegate_call_contract(contract: usize, calldata: usize, calldata_len: u32, gas: u64, return_data_len: usize): u32;

/** Calls a contract that may change nothing. */
@external("vm_hooks", "static_call_contract")
export declare function static_call_contract(contract: usize, calldata: usize, calldata_len: u32, gas: u64, return_data_len: usize): u32;

/** Creates a contract; the address is zero on failure. */
@external("vm_hooks", "create1")
export declare function create1(code: usize, code_len: u32, endowment: usize, contract: usize, revert_data_len: usize): void;

/** Creates a contract at an address made of salt and code. */
@external("vm_hooks", "create2")
export declare function create2(code: usize, code_len: u32, endowment: usize, salt: usize, contract: usize, revert_data_len: usize): void;

/** Copies a part of the last callee's data; gives the bytes copied, never traps on the range. */
@external("vm_hooks", "read_return_data")
export declare function read_return_data(dest: usize, offset: u32, size: u32): u32;

/** Length of the last callee's data. */
@external("vm_hooks", "return_data_size")
export declare function return_data_size(): u32;

/** Emits a log; the first 32 * topics bytes are the topics. */
@external("vm_hooks", "emit_log")
export declare function emit_log(data: usize, len: u32, topics: u32): void;

/** Balance of an account. */
@external("vm_hooks", "account_balance")
export declare function account_balance(account: usize, dest: usize): void;

/** Copies a part of an account's code; gives the bytes copied. */
@external("vm_hooks", "account_code")
export declare function account_code(account: usize, offset: u32, size: u32, dest: usize): u32;

/** Length of an account's code. */
@external("vm_hooks", "account_code_size")
export declare function account_code_size(account: usize): u32;

/** Hash of an account's code; zero for an account that does not exist. */
@external("vm_hooks", "account_codehash")
export declare function account_codehash(account: usize, dest: usize): void;

/** Gas left. */
@external("vm_hooks", "evm_gas_left")
export declare function evm_gas_left(): u64;

/** Ink left. */
@external("vm_hooks", "evm_ink_left")
export declare function evm_ink_left(): u64;

/** Base fee of the block. */
@external("vm_hooks", "block_basefee")
export declare function block_basefee(dest: usize): void;

/** Producer of the block. */
@external("vm_hooks", "block_coinbase")
export declare function block_coinbase(dest: usize): void;

/** Gas limit of the block. */
@external("vm_hooks", "block_gas_limit")
export declare function block_gas_limit(): u64;

/** Number of the block. */
@external("vm_hooks", "block_number")
export declare function block_number(): u64;

/** Time of the block, in seconds since 1970. */
@external("vm_hooks", "block_timestamp")
export declare function block_timestamp(): u64;

/** Id of the chain. */
@external("vm_hooks", "chainid")
export declare function chainid(): u64;

/** Owner of the storage in use. */
@external("vm_hooks", "contract_address")
export declare function contract_address(dest: usize): void;

/** 1 when a frame below runs this contract. */
@external("vm_hooks", "msg_reentrant")
export declare function msg_reentrant(): u32;

/** Who called. */
@external("vm_hooks", "msg_sender")
export declare function msg_sender(dest: usize): void;

/** Wei that came with the call. */
@external("vm_hooks", "msg_value")
export declare function msg_value(dest: usize): void;

/** Wei per gas. */
@external("vm_hooks", "tx_gas_price")
export declare function tx_gas_price(dest: usize): void;

/** Ink per gas. */
@external("vm_hooks", "tx_ink_price")
export declare function tx_ink_price(): u32;

/** Who signed the transaction. */
@external("vm_hooks", "tx_origin")
export declare function tx_origin(dest: usize): void;

/** Pays for memory pages; memory.grow does this by itself. */
@external("vm_hooks", "pay_for_memory_grow")
export declare function pay_for_memory_grow(pages: u32): void;

/** Divides; by zero gives zero. */
@external("vm_hooks", "math_div")
export declare function math_div(value: usize, divisor: usize): void;

/** Remainder; by zero gives zero. */
@external("vm_hooks", "math_mod")
export declare function math_mod(value: usize, modulus: usize): void;

/** Power modulo 2^256. */
@external("vm_hooks", "math_pow")
export declare function math_pow(value: usize, exponent: usize): void;

/** Sum modulo a number, with a 257-bit intermediate. */
@external("vm_hooks", "math_add_mod")
export declare function math_add_mod(value: usize, addend: usize, modulus: usize): void;

/** Product modulo a number, with a 512-bit intermediate. */
@external("vm_hooks", "math_mul_mod")
export declare function math_mul_mod(value: usize, multiplier: usize, modulus: usize): void;

/** Keccak-256. */
@external("vm_hooks", "native_keccak256")
export declare function native_keccak256(data: usize, len: u32, dest: usize): void;

/** Older name: writes a slot and flushes. */
@external("vm_hooks", "storage_store_bytes32")
export declare function storage_store_bytes32(key: usize, value: usize): void;

/** Older name of pay_for_memory_grow. */
@external("vm_hooks", "memory_grow")
export declare function memory_grow(pages: u32): void;
