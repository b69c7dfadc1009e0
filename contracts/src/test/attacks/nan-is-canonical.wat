;; call: ok 0x0000c07f000000000000f87f
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (f32.store (i32.const 0) (f32.div (f32.const -0) (f32.const 0)))
    (f64.store (i32.const 4) (f64.sub (f64.const inf) (f64.const inf)))
    (call $write_result (i32.const 0) (i32.const 12))
    (i32.const 0)))
