;; prices unit
;; seen 34: ending 1: expected Ending[trap=OUT_OF_GAS, function=14, offset=430, inkUsed=34, results=[]], got Ending[trap=OUT_OF_GAS, function=14, offset=421, inkUsed=34, results=[]]
;; call 3
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
  (type (func (param i64 f32)))
  (type (func (param f32 i32 i64 i32) (result i32 i32)))
  (type (func (param i64 i32 f32) (result i32)))
  (type (func (result i64 i64)))
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
  (table 7 12 funcref)
  (memory 3)
  (global (mut i32) i32.const -3)
  (global (mut f32) f32.const 0x1.fffffep30)
  (global (mut f64) f64.const 0x1.fffffffcp30)
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "f2" (func 13))
  (export "f3" (func 14))
  (export "table" (table 0))
  (export "memory" (memory 0))
  (export "g0" (global 0))
  (export "g1" (global 1))
  (export "g2" (global 2))
  (elem (table 0) (offset i32.const 0) func 11 11 14 14 12 13 14)
  (func (type 9)
    (local i64 i32 i32 i32 i32)
  )
  (func (type 10)
    (local i32 i32 i32 i32)
    i32.const 0
    i32.const 0
  )
  (func (type 11)
    (local i32 i32 i32)
    i32.const 0
  )
  (func (type 12)
    (local funcref funcref i32 i64 i64 i64 i64 i64 i64 i64 i64 i64 i32 i32 i32)
    i32.const 0
    i32.const 6
    local.set 13
    loop (result f32)
      local.get 13
      i32.const 1
      i32.sub
      local.tee 13
      br_if 0
      i64.const 4294967295
      local.get 6
      i64.and
      local.set 3
      local.get 6
      i64.const 32
      i64.shr_u
      local.set 4
      i64.const 4294967295
      local.get 7
      i64.and
      local.set 5
      local.get 7
      i64.const 32
      i64.shr_u
      local.set 6
      local.get 3
      local.get 5
      i64.mul
      local.set 7
      local.get 7
      i64.const 32
      i64.shr_u
      local.get 4
      local.get 5
      i64.mul
      i64.add
      local.set 8
      local.get 3
      local.get 6
      i64.mul
      i64.const 4294967295
      local.get 8
      i64.and
      i64.add
      local.set 9
      local.get 6
      local.get 4
      i64.mul
      local.set 3
      local.get 9
      i64.const 32
      i64.shl
      local.get 7
      i64.const 4294967295
      i64.and
      i64.add
      local.set 5
      local.get 3
      i64.const 0
      return
    end
    f32.store offset=0 align=2
    local.get 10
    i64.const -17179869184
  )
)
