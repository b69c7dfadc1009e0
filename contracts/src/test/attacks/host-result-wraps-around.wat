;; call: trap: out of bounds
;; the end of a range is computed without wrapping
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $write_result (i32.const 0xfffffff0) (i32.const 0x20))
    (i32.const 0)))
