;; refused: limit exceeded: 4294967295 table elements, at most 4096 (table section, offset 0x16)
;; a table larger than the address space is refused before it is allocated
(module
  (memory (export "memory") 1 1)
  (table 0xffffffff funcref)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32.const 0)))
