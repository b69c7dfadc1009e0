;; refused: illegal opcode fe: number 0x10, needs the feature threads, which is not supported (code section, function 0, offset 0x3f)
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.atomic.load (i32.const 0))))
