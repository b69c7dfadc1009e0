;; call: call stack exhausted
(module
  (memory (export "memory") 1 1)
  (type $nothing (func))
  (table 1 1 funcref)
  (elem (i32.const 0) $down)
  (func $down (call_indirect (type $nothing) (i32.const 0)))
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $down)
    (i32.const 0)))
