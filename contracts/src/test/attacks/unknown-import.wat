;; refused: import vm_hooks.open_file at offset 23: no such host function
(module
  (import "vm_hooks" "open_file" (func $open_file (param i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
