;; call: ok 0x0000c07f
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (f32.store (i32.const 0) (f32.add (f32.reinterpret_i32 (i32.const 0xffa00001)) (f32.const 1)))
    (call $write_result (i32.const 0) (i32.const 4))
    (i32.const 0)))
