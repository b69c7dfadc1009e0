;; call: call stack exhausted
(module
  (memory (export "memory") 1 1)
  (func $down (call $down))
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (call $down)
    (i32.const 0)))
