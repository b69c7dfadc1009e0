;; call: trap: bad topic data
(module
  (import "vm_hooks" "emit_log" (func $emit_log (param i32 i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $emit_log (i32.const 0) (i32.const 31) (i32.const 1))
    (i32.const 0)))
