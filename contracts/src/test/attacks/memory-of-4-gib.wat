;; refused: limit exceeded: 65536 memory pages, at most 128 (memory section, offset 0x16)
(module
  (memory (export "memory") 65536 65536)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
