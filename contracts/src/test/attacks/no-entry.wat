;; refused: user_entrypoint
(module
  (memory (export "memory") 1 1))
