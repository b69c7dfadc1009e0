;; refused: limit exceeded: 2 memories, at most 1 (memory section, offset 0x1a)
(module
  (memory (export "memory") 1 1)
  (memory 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
