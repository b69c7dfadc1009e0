;; call: out of gas
;; calls with value to itself: the guard refuses each, and each costs
(module
  (import "vm_hooks" "contract_address" (func $contract_address (param i32)))
  (import "vm_hooks" "call_contract" (func $call_contract (param i32 i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 63) "\01")
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $contract_address (i32.const 0))
    (loop $again
      (drop (call $call_contract (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 32) (i64.const -1) (i32.const 64)))
      (br $again))
    (i32.const 0)))
