;; prices assay-1
;; seen 46122: ending 1: expected Ending[trap=OUT_OF_GAS, function=12, offset=512, inkUsed=46122, results=[]], got Ending[trap=OUT_OF_GAS, function=12, offset=386, inkUsed=46122, results=[]]
;; call 1 ffffffffffffff80 1d7193ea 0
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
  (type (func (param f32 f64) (result f32)))
  (type (func (param i32 f32 funcref) (result f32)))
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
  (table 5 funcref)
  (memory 2 4)
  (global i32 i32.const 9)
  (global (mut i64) i64.const 1099511627775)
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "table" (table 0))
  (export "memory" (memory 0))
  (export "g0" (global 0))
  (export "g1" (global 1))
  (elem (table 0) (offset i32.const 0) func 12 11 11 11 12)
  (elem func 12 12)
  (elem (table 0) (offset i32.const 3) func)
  (func (type 9)
    (local f64 f32 i64 i64 i64 i64 i64 i64 i64 i64 i32 i32 i32)
    f32.const 0x0.0p0
  )
  (func (type 10)
    (local i64 f32 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i32 i32 i32 i32 i32)
    i32.const 3
    local.set 15
    loop (result i64)
      i32.const 69
      i64.const 4294967295
      local.get 11
      i64.and
      local.set 3
      local.get 11
      i64.const 32
      i64.shr_u
      local.set 5
      local.get 5
      i64.const 4294967295
      i64.and
      local.set 6
      local.get 5
      i64.const 32
      i64.shr_u
      local.set 7
      local.get 3
      local.get 6
      i64.mul
      local.set 8
      local.get 3
      local.get 7
      i64.mul
      local.set 9
      local.get 6
      local.get 5
      i64.mul
      local.set 10
      i64.const 4294967295
      local.get 9
      i64.and
      local.get 8
      i64.const 32
      i64.shr_u
      i64.add
      i64.const 4294967295
      local.get 10
      i64.and
      i64.add
      local.set 11
      local.get 10
      i64.const 32
      i64.shr_u
      local.get 7
      local.get 5
      i64.mul
      local.get 9
      i64.const 32
      i64.shr_u
      i64.add
      i64.add
      local.get 11
      i64.const 32
      i64.shr_u
      i64.add
      local.set 6
      local.get 3
      i64.store16 offset=0 align=2
      local.get 15
      i32.const 1
      i32.sub
      local.tee 15
      br_if 0
      f32.const 0x0.0p0
      return
    end
    drop
    i32.const 46811
    drop
    i32.const 0
    local.get 9
    local.set 12
    local.set 0
    i32.const 4096
    f32.convert_i32_s
    local.set 4
    local.get 1
  )
)
