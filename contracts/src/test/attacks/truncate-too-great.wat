;; call: trap: integer overflow
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.trunc_f64_s (f64.const 1e300))))
