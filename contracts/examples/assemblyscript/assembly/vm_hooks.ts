// The host functions this example uses; pointers are offsets in memory.
@external('vm_hooks', 'read_args') export declare function read_args(dest: usize): void;
@external('vm_hooks', 'write_result') export declare function write_result(data: usize, length: u32): void;
@external('vm_hooks', 'exit_early') export declare function exit_early(status: u32): void;
@external('vm_hooks', 'storage_load_bytes32') export declare function storage_load_bytes32(key: usize, dest: usize): void;
@external('vm_hooks', 'storage_cache_bytes32') export declare function storage_cache_bytes32(key: usize, value: usize): void;
@external('vm_hooks', 'storage_flush_cache') export declare function storage_flush_cache(clear: u32): void;
@external('vm_hooks', 'emit_log') export declare function emit_log(data: usize, length: u32, topics: u32): void;
@external('vm_hooks', 'msg_sender') export declare function msg_sender(dest: usize): void;
@external('vm_hooks', 'msg_value') export declare function msg_value(dest: usize): void;
