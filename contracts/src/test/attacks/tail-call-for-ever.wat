;; call: out of gas
;; a tail call takes no stack, so only gas ends it
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (return_call $user_entrypoint (local.get $length))))
