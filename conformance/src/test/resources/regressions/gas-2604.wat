;; prices unit
;; seen 1642: ending 1: expected Ending[trap=OUT_OF_GAS, function=11, offset=374, inkUsed=1642, results=[]], got Ending[trap=CALL_STACK_EXHAUSTED, function=11, offset=359, inkUsed=1638, results=[]]
;; call 0 ffb12345 c1e0000000000000
(module
  (type (func (param f64 f64)))
  (type (func (param i32)))
  (type (func (param i64)))
  (type (func (param f32)))
  (type (func (param f64)))
  (type (func (param i32 i64) (result i64)))
  (type (func (param i64) (result i32 i64)))
  (type (func (param i32) (result i32)))
  (type (func (param i32 i32)))
  (type (func (result i64)))
  (type (func (param f32 f64)))
  (type (func (param f64 f32 i32)))
  (import "env" "log_i32" (func (type 1)))
  (import "env" "log_i64" (func (type 2)))
  (import "env" "log_f32" (func (type 3)))
  (import "env" "log_f64" (func (type 4)))
  (import "env" "mix" (func (type 5)))
  (import "env" "split" (func (type 6)))
  (import "env" "peek" (func (type 7)))
  (import "env" "poke" (func (type 8)))
  (import "env" "ink" (func (type 9)))
  (import "env" "charge" (func (type 1)))
  (import "env" "fail" (func (type 1)))
  (table 7 funcref)
  (memory 2)
  (global (mut funcref) ref.null func)
  (global funcref ref.null func)
  (global (mut f64) f64.const -0x0.fffffffffffffp-1022)
  (global (mut f32) f32.const 0x1.2d7d02p109)
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "table" (table 0))
  (export "memory" (memory 0))
  (export "g0" (global 0))
  (export "g1" (global 1))
  (export "g2" (global 2))
  (export "g3" (global 3))
  (elem (table 0) (offset i32.const 0) func 11 11 12 11 11 11 11)
  (elem func 12 11 11)
  (elem (table 0) (offset i32.const 0) func 12 12 12)
  (data (memory 0) (offset i32.const 23335) "T\80\17.\19\00\98i\89")
  (data "\0b\ea\13\a2\b9Gg^+\92F\b2=wa\96\b8^ymU\84\88")
  (func (type 10)
    (local f32 i32 i32)
    f64.const 0x0.0p0
    drop
    call 8
    drop
    i32.const 0
    drop
    f64.const 0x0.0p0
    f64.const -0x1.80fa543a463dfp-247
    table.size 0
    if (type 0)
      drop
      local.set 1
      f32.const 0x0.0p0
      f64.const 0x0.0p0
      call 11
    else
      local.set 1
      local.set 1
    end
  )
  (func (type 11)
  )
)
