;; call: trap: out of bounds memory access
;; the segment is written when the contract starts, so nothing of it ever runs
(module
  (memory (export "memory") 1 1)
  (data (i32.const 65536) "x")
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
