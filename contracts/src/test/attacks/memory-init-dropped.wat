;; call: trap: out of bounds memory access
(module
  (memory (export "memory") 1 1)
  (data $text "hello")
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (data.drop $text)
    (memory.init $text (i32.const 0) (i32.const 0) (i32.const 1))
    (i32.const 0)))
