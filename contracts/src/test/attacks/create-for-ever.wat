;; call: host function failed: too little gas for a creation
;; a creation that fails is paid for like one that succeeds
(module
  (import "vm_hooks" "create1" (func $create1 (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (loop $again
      (call $create1 (i32.const 0) (i32.const 4) (i32.const 32) (i32.const 64) (i32.const 96))
      (br $again))
    (i32.const 0)))
