;; call: out of gas
;; bulk operations are charged by the byte
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again
      (memory.copy (i32.const 0) (i32.const 1) (i32.const 65535))
      (br $again))
    (unreachable)))
