;; call: out of gas
;; CWA-2024-007: a loop without any other instruction is charged too
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again (br $again))
    (unreachable)))
