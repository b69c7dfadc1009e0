;; refused: duplicate export name: "memory" (export section, offset 0x2a)
(module
  (memory (export "memory") 1 1)
  (func (export "memory"))
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
