;; call: ok 0x616262
;; segments are written in their order, the later over the earlier
(module
  (import "vm_hooks" "write_result" (func $write_result (param i32 i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 0) "aaa")
  (data (i32.const 1) "bb")
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $write_result (i32.const 0) (i32.const 3))
    (i32.const 0)))
