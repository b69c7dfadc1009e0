;; refused: import vm_hooks.read_args at offset 23: has type [i64 ->], the host function has [i32 ->]
(module
  (import "vm_hooks" "read_args" (func $read_args (param i64)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
