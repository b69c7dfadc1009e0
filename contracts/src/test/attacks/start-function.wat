;; refused: start function start: a contract may not have one
(module
  (memory (export "memory") 1 1)
  (func $start (loop $again (br $again)))
  (start $start)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
