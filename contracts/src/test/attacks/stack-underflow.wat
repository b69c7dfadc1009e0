;; refused: type mismatch: i32.add expected i32, found nothing (code section, function 0, offset 0x3d)
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    i32.add))
