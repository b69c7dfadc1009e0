;; call: trap: integer overflow
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.div_s (i32.const 0x80000000) (i32.const -1))))
