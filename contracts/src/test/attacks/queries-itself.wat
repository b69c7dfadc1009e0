;; call: revert 0x08c379a0
;; read-only re-entry too
(module
  (import "vm_hooks" "contract_address" (func $contract_address (param i32)))
  (import "vm_hooks" "static_call_contract" (func $static_call_contract (param i32 i32 i32 i64 i32) (result i32)))
  (import "vm_hooks" "read_return_data" (func $read_return_data (param i32 i32 i32) (result i32)))
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $contract_address (i32.const 0))
    (drop (call $static_call_contract (i32.const 0) (i32.const 0) (i32.const 0) (i64.const -1) (i32.const 64)))
    (call $write_result (i32.const 128) (call $read_return_data (i32.const 128) (i32.const 0) (i32.const 1000)))
    (i32.const 1)))
