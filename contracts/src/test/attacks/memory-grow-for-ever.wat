;; call: out of gas
(module
  (import "vm_hooks" "pay_for_memory_grow" (func $pay_for_memory_grow (param i32)))
  (memory (export "memory") 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again
      (drop (memory.grow (i32.const 1)))
      (br $again))
    (unreachable)))
