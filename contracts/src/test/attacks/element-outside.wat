;; call: trap: out of bounds table access
(module
  (memory (export "memory") 1 1)
  (table 1 1 funcref)
  (elem (i32.const 1) $user_entrypoint)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
