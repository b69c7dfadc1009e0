;; refused: limit exceeded: 129 memory pages, at most 128 (memory section, offset 0x16)
(module
  (memory (export "memory") 129 129)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
