;; call: out of gas
;; the length, 43 million gas, is asked for before the end of memory is looked at
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (memory.fill (i32.const 0) (i32.const 1) (i32.const -1))
    (i32.const 0)))
