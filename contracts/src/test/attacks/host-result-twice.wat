;; call: ok 0x02
;; the last result counts
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 0) "\01\02")
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $write_result (i32.const 0) (i32.const 1))
    (call $write_result (i32.const 1) (i32.const 1))
    (i32.const 0)))
