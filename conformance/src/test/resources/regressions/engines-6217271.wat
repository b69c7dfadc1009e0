;; prices random:6217271
;; seen 608: state: expected State[memory=196608 bytes bec3cfc9252e367f, globals=[i64:8dd0e65e807abb69, f64:c1e0000000000000], table=[funcref:11, funcref:14, funcref:14, funcref:15, funcref:13, funcref:11, funcref:13]], got State[memory=196608 bytes 93a8203b24b6f3d3, globals=[i64:8dd0e65e807abb69, f64:c1e0000000000000], table=[funcref:11, funcref:14, funcref:14, funcref:15, funcref:13, funcref:11, funcref:13]]
;; call 1 f792f481c1bd4f13 1
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
  (type (func (result f64)))
  (type (func (param i64 f32)))
  (type (func (param f32) (result f64)))
  (type (func (param f64 i64 i32 f32) (result i32)))
  (type (func (param i32 f64 i32) (result f64)))
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
  (table 7 funcref)
  (memory 3 3)
  (global (mut i64) i64.const 65536)
  (global (mut f64) f64.const -0x1.0p31)
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "f2" (func 13))
  (export "f3" (func 14))
  (export "f4" (func 15))
  (export "table" (table 0))
  (export "memory" (memory 0))
  (export "g0" (global 0))
  (export "g1" (global 1))
  (elem (table 0) (offset i32.const 0) func 11 14 14 15 13 11 13)
  (data "3\9f\05\08\cd\f0")
  (data (memory 0) (offset i32.const 179547) "J[\d0[\f6(\a7N8\05\b4\0cj\b1<\c5\a8\1e\a3\d1l\10\fe")
  (func (type 9)
    (local i32 i32)
    f64.const 0x0.0p0
  )
  (func (type 10)
    (local i64 i64 i64 i64 i64 i64 i64 i64 i32 i32 i32 i32 i32 i32 i32 i32)
    f64.const -0x1.0p0
    i64.const 0
    i32.const 10
    block (result i64)
      loop
        i64.const -3556555086400765534
        local.tee 9
        local.set 7
      end
      i64.const 4294967295
      local.get 9
      i64.and
      local.set 3
      local.get 9
      local.set 4
      local.get 0
      i32.const -3
      br_if 0
      global.set 0
      local.get 5
      i64.const 4294967295
      i64.and
      local.set 0
      local.get 5
      i64.const 32
      i64.shr_u
      local.set 2
      local.get 9
      i64.const 32
      i64.shr_u
      local.set 4
      local.get 3
      local.get 0
      i64.mul
      local.set 5
      local.get 4
      local.get 0
      i64.mul
      local.set 6
      local.get 3
      local.get 2
      i64.mul
      local.get 6
      i64.add
      local.set 7
      local.get 7
      i64.const 32
      i64.shl
      local.get 5
      i64.add
      local.set 8
      local.get 0
    end
    local.get 4
    local.set 6
    local.get 6
    local.set 8
    local.get 0
    i64.mul
    global.set 0
    i32.const 140
    local.get 8
    i64.store32 offset=0 align=4
    f32.const 0x0.0p0
    call 14
    if
    else
    end
  )
  (func (type 11)
    (local i32 f64 i64)
    f64.const 0x0.0p0
  )
  (func (type 12)
    (local f32 i32 i32)
    i32.const 0
  )
  (func (type 13)
    (local funcref f32 i64 f32 f32 i64 i64 i64 i64 i64 i64 i64 i64 i32 i32)
    f64.const 0x0.0p0
  )
)
