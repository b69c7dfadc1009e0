;; refused: user_entrypoint
(module
  (memory (export "memory") 1 1)
  (func (export "user_entrypoint") (param i64) (result i32) (i32.const 0)))
