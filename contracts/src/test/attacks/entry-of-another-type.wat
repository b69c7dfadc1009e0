;; refused: user_entrypoint at offset 38 has type [i64 -> i32], expected [i32 -> i32]
(module
  (memory (export "memory") 1 1)
  (func (export "user_entrypoint") (param i64) (result i32) (i32.const 0)))
