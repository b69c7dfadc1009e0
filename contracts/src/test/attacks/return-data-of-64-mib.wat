;; call: out of gas
;; the length is paid for before the memory is looked at
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $write_result (i32.const 0) (i32.const 67108864))
    (i32.const 0)))
