;; call: revert 0x2a
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (import "vm_hooks" "exit_early" (func $exit_early (param i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 0) "\2a")
  (func $deep (param $n i32)
    (if (i32.eqz (local.get $n)) (then
      (call $write_result (i32.const 0) (i32.const 1))
      (call $exit_early (i32.const 1))))
    (call $deep (i32.sub (local.get $n) (i32.const 1))))
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $deep (i32.const 100))
    (i32.const 0)))
