;; refused: threads
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.atomic.load (i32.const 0))))
