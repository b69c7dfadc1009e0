;; call: out of gas
(module
  (import "vm_hooks" "emit_log" (func $emit_log (param i32 i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again
      (call $emit_log (i32.const 0) (i32.const 65536) (i32.const 4))
      (br $again))
    (unreachable)))
