;; call: trap: out of bounds memory access
;; address and offset add up to 33 bits and do not wrap
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.load offset=0xffffffff (i32.const -1))))
