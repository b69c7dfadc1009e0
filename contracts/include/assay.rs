// The host functions of Assay. Generated from the host-function table.
#[link(wasm_import_module = "vm_hooks")]
unsafe extern "C" {
    /// Copies the whole calldata.
    pub fn read_args(dest: *mut u8);
    /// Sets the return or revert data; the last call counts.
    pub fn write_result(data: *const u8, len: u32);
    /// Ends the frame at once: 0 returns, anything else reverts.
    pub fn exit_early(status: u32);
    /// Reads a storage slot through the frame's cache.
    pub fn storage_load_bytes32(key: *const u8, dest: *mut u8);
    /// Writes a storage slot in the frame's cache.
    pub fn storage_cache_bytes32(key: *const u8, value: *const u8);
    /// Persists pending writes; with clear not 0 empties the cache.
    pub fn storage_flush_cache(clear: u32);
    /// Reads a slot of transient storage.
    pub fn transient_load_bytes32(key: *const u8, dest: *mut u8);
    /// Writes a slot of transient storage.
    pub fn transient_store_bytes32(key: *const u8, value: *const u8);
    /// Calls a contract; 0 on success, 2 otherwise.
    pub fn call_contract(contract: *const u8, calldata: *const u8, calldata_len: u32, value: *const u8, gas: u64, return_data_len: *mut u32) -> u32;
    /// Runs another contract's code on this contract's storage.
    pub fn delegate_call_contract(contract: *const u8, calldata: *const u8, calldata_len: u32, gas: u64, return_data_len: *mut u32) -> u32;
    /// Calls a contract that may change nothing.
    pub fn static_call_contract(contract: *const u8, calldata: *const u8, calldata_len: u32, gas: u64, return_data_len: *mut u32) -> u32;
    /// Creates a contract; the address is zero on failure.
    pub fn create1(code: *const u8, code_len: u32, endowment: *const u8, contract: *mut u8, revert_data_len: *mut u32);
    /// Creates a contract at an address made of salt and code.
    pub fn create2(code: *const u8, code_len: u32, endowment: *const u8, salt: *const u8, contract: *mut u8, revert_data_len: *mut u32);
    /// Copies a part of the last callee's data; gives the bytes copied, never traps on the range.
    pub fn read_return_data(dest: *mut u8, offset: u32, size: u32) -> u32;
    /// Length of the last callee's data.
    pub fn return_data_size() -> u32;
    /// Emits a log; the first 32 * topics bytes are the topics.
    pub fn emit_log(data: *const u8, len: u32, topics: u32);
    /// Balance of an account.
    pub fn account_balance(account: *const u8, dest: *mut u8);
    /// Copies a part of an account's code; gives the bytes copied.
    pub fn account_code(account: *const u8, offset: u32, size: u32, dest: *mut u8) -> u32;
    /// Length of an account's code.
    pub fn account_code_size(account: *const u8) -> u32;
    /// Hash of an account's code; zero for an account that does not exist.
    pub fn account_codehash(account: *const u8, dest: *mut u8);
    /// Gas left.
    pub fn evm_gas_left() -> u64;
    /// Ink left.
    pub fn evm_ink_left() -> u64;
    /// Base fee of the block.
    pub fn block_basefee(dest: *mut u8);
    /// Producer of the block.
    pub fn block_coinbase(dest: *mut u8);
    /// Gas limit of the block.
    pub fn block_gas_limit() -> u64;
    /// Number of the block.
    pub fn block_number() -> u64;
    /// Time of the block, in seconds since 1970.
    pub fn block_timestamp() -> u64;
    /// Id of the chain.
    pub fn chainid() -> u64;
    /// Owner of the storage in use.
    pub fn contract_address(dest: *mut u8);
    /// 1 when a frame below runs this contract.
    pub fn msg_reentrant() -> u32;
    /// Who called.
    pub fn msg_sender(dest: *mut u8);
    /// Wei that came with the call.
    pub fn msg_value(dest: *mut u8);
    /// Wei per gas.
    pub fn tx_gas_price(dest: *mut u8);
    /// Ink per gas.
    pub fn tx_ink_price() -> u32;
    /// Who signed the transaction.
    pub fn tx_origin(dest: *mut u8);
    /// Pays for memory pages; memory.grow does this by itself.
    pub fn pay_for_memory_grow(pages: u32);
    /// Divides; by zero gives zero.
    pub fn math_div(value: *mut u8, divisor: *const u8);
    /// Remainder; by zero gives zero.
    pub fn math_mod(value: *mut u8, modulus: *const u8);
    /// Power modulo 2^256.
    pub fn math_pow(value: *mut u8, exponent: *const u8);
    /// Sum modulo a number, with a 257-bit intermediate.
    pub fn math_add_mod(value: *mut u8, addend: *const u8, modulus: *const u8);
    /// Product modulo a number, with a 512-bit intermediate.
    pub fn math_mul_mod(value: *mut u8, multiplier: *const u8, modulus: *const u8);
    /// Keccak-256.
    pub fn native_keccak256(data: *const u8, len: u32, dest: *mut u8);
    /// Older name: writes a slot and flushes.
    pub fn storage_store_bytes32(key: *const u8, value: *const u8);
    /// Older name of pay_for_memory_grow.
    pub fn memory_grow(pages: u32);
}
