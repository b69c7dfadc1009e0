;; prices unit
;; seen 317: ending 1: expected Ending[trap=null, function=-1, offset=-1, inkUsed=317, results=[i64:0, funcref:null, i64:0]], got Ending[trap=null, function=-1, offset=-1, inkUsed=317, results=[i64:43f00000, funcref:null, i64:0]]
;; call 2
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
  (type (func (param f32 i32 i64) (result i32)))
  (type (func (result i64 funcref i64)))
  (type (func (param i64 f64 i32 i64) (result f32)))
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
  (table 4 8 funcref)
  (memory 2)
  (global (mut f32) f32.const -0x1.0p31)
  (global (mut f64) f64.const 0x0.0000000000001p-1022)
  (global (mut i32) i32.const 1663106610)
  (global (mut i32) i32.const 18639)
  (global i64 i64.const 28097)
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "f2" (func 13))
  (export "f3" (func 14))
  (export "f4" (func 15))
  (export "table" (table 0))
  (export "memory" (memory 0))
  (export "g0" (global 0))
  (export "g1" (global 1))
  (export "g2" (global 2))
  (export "g3" (global 3))
  (export "g4" (global 4))
  (elem (table 0) (offset i32.const 0) func 11 12 11 11)
  (func (type 9)
    (local f32 i64 i64 i64 f64 i32 i32)
    i32.const 0
  )
  (func (type 0)
    (local i64 i32 i32 f32 f64)
  )
  (func (type 10)
    (local i32 f32 f64 f32 i64 i64 i64 i64 i64 i64 i64 i64 i32 i32 i32 i32 i32)
    local.get 2
    drop
    i32.const 5
    local.set 12
    loop (result f32)
      local.get 9
      local.set 7
      local.get 4
      local.set 10
      f64.const 0x1.0p64
      i64.reinterpret_f64
      local.set 9
      block (result i64)
        local.get 5
        i64.const 4294967295
        i64.and
        local.set 4
        local.get 5
        i64.const 32
        i64.shr_u
        local.set 5
        local.get 7
        i64.const 4294967295
        i64.and
        local.set 6
        local.get 7
        i64.const 32
        i64.shr_u
        local.set 7
        local.get 6
        local.get 4
        i64.mul
        local.set 8
        local.get 4
        local.get 7
        i64.mul
        local.set 9
        local.get 9
        local.get 5
        local.get 6
        i64.mul
        i64.add
        local.set 10
        local.get 8
        local.get 10
        i64.const 32
        i64.shl
        i64.add
        local.set 11
        local.get 5
        local.get 7
        i64.mul
        local.set 4
        local.get 4
        ref.null func
        local.get 11
        i32.const 16
        br_if 0
        return
      end
      f64.reinterpret_i64
      local.set 2
      local.get 12
      i32.const 1
      i32.sub
      local.tee 12
      br_if 0
      f32.const 0x1.fffffep127
    end
    drop
    local.get 0
    drop
    i32.const 0
    if
    else
    end
    local.get 7
    ref.null func
    local.get 10
  )
  (func (type 1)
    (local f32)
  )
  (func (type 11)
    (local funcref i64 f64 i64 i64 i64 i64 i64 i64 i64 i64 i32)
    f32.const 0x0.0p0
  )
)
