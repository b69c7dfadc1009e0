;; call: trap: integer divide by zero
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.div_u (i32.const 1) (i32.const 0))))
