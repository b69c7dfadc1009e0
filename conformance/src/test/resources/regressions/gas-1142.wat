;; prices random:1142
;; seen 10191: ending 1: expected Ending[trap=OUT_OF_GAS, function=11, offset=383, inkUsed=10191, results=[]], got Ending[trap=CALL_STACK_EXHAUSTED, function=11, offset=392, inkUsed=10089, results=[]]
;; call 0 ffb12345 7f 2cf895b1cea87f6a
(module
  (type (func (param i32)))
  (type (func (param i64)))
  (type (func (param f32)))
  (type (func (param f64)))
  (type (func (param i32 i64) (result i64)))
  (type (func (param i64) (result i32 i64)))
  (type (func (param i32) (result i32)))
  (type (func (param i32 i32)))
  (type (func (result i64)))
  (type (func (param f32 i32 f64)))
  (type (func (param v128 f64 funcref) (result i32)))
  (type (func))
  (import "env" "log_i32" (func (type 0)))
  (import "env" "log_i64" (func (type 1)))
  (import "env" "log_f32" (func (type 2)))
  (import "env" "log_f64" (func (type 3)))
  (import "env" "mix" (func (type 4)))
  (import "env" "split" (func (type 5)))
  (import "env" "peek" (func (type 6)))
  (import "env" "poke" (func (type 7)))
  (import "env" "ink" (func (type 8)))
  (import "env" "charge" (func (type 0)))
  (import "env" "fail" (func (type 0)))
  (table 5 10 funcref)
  (memory 3)
  (global (mut i64) i64.const 0)
  (global (mut i64) i64.const 1)
  (global (mut f32) f32.const -0x1.0p31)
  (global v128 v128.const i64x2 -6230957908837878640 -9218868437227405313)
  (global (mut i64) i64.const -31)
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "f2" (func 13))
  (export "table" (table 0))
  (export "memory" (memory 0))
  (export "g0" (global 0))
  (export "g1" (global 1))
  (export "g2" (global 2))
  (export "g3" (global 3))
  (export "g4" (global 4))
  (elem (table 0) (offset i32.const 0) func 13 13 12 11 11)
  (elem (table 0) (offset i32.const 0) func 13 13 13 12 13)
  (elem (table 0) (offset i32.const 0) func 11 13 12)
  (data "+ \0e\a39")
  (data "\ce\bc\b7\8a\ee3\ad\c8")
  (data (memory 0) (offset i32.const 17391) "'\fd\ab\e3\e1\ee\10\0e")
  (func (type 9)
    (local f64 f32 v128 f64 funcref i32)
    f32.const 0x0.0p0
    i32.const 0
    i32.const 0
    call 9
    i32.const 0
    i32.const 0
    select
    local.get 6
    call 11
  )
  (func (type 10)
    (local i64 i32 f64 funcref v128 i32 i32 i32 i32)
    i32.const 0
  )
  (func (type 11)
    (local v128 i32 i32 i32)
  )
)
