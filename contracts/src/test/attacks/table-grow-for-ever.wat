;; call: out of gas
(module
  (memory (export "memory") 1 1)
  (table $t 1 funcref)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again
      (drop (table.grow $t (ref.null func) (i32.const 1000)))
      (br $again))
    (unreachable)))
