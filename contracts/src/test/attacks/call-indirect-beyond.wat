;; call: trap: undefined element
(module
  (memory (export "memory") 1 1)
  (table 1 1 funcref)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call_indirect (result i32) (i32.const 1))))
