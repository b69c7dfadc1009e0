;; refused: type mismatch: end expected i32, found i64 (code section, function 0, offset 0x3f)
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i64.const 0)))
