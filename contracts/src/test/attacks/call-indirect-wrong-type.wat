;; call: trap: indirect call type mismatch
(module
  (memory (export "memory") 1 1)
  (table 1 1 funcref)
  (elem (i32.const 0) $user_entrypoint)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call_indirect (param i64) (result i32) (i64.const 0) (i32.const 0))))
