;; refused: no function is exported as "user_entrypoint" of type [i32 -> i32]
(module
  (memory (export "memory") 1 1))
