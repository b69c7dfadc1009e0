;; call with 4 bytes: trap: out of bounds
(module
  (import "vm_hooks" "read_args" (func $read_args (param i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $read_args (i32.const 65533))
    (i32.const 0)))
