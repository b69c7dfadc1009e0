;; call: out of gas
;; CWA-2024-007: control instructions are never free of charge for ever
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again
      (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block) (block)
      (br $again))
    (unreachable)))
