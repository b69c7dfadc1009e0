;; call: out of gas
;; pending writes cost by their number, so the cache cannot grow for nothing
(module
  (import "vm_hooks" "storage_cache_bytes32" (func $storage_cache_bytes32 (param i32 i32)))
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (local $n i32)
    (loop $again
      (i32.store (i32.const 0) (local.tee $n (i32.add (local.get $n) (i32.const 1))))
      (call $storage_cache_bytes32 (i32.const 0) (i32.const 0))
      (br $again))
    (unreachable)))
