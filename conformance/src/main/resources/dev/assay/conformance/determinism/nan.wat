;; Every exported function makes or moves a NaN and returns its bits. Operands come from memory, so
;; that no engine knows them beforehand. What is named "kept" moves bits and must not change them.
(module
  (memory 1)
  (data (i32.const 0)
    "\00\00\00\00\00\00\00\00"    ;;  0: 0
    "\00\00\00\00\00\00\f0\3f"    ;;  8: 1
    "\00\00\00\00\00\00\f0\bf"    ;; 16: -1
    "\00\00\00\00\00\00\f0\7f"    ;; 24: infinity
    "\55\00\00\00\00\00\f4\ff"    ;; 32: a signalling NaN, negative
    "\66\00\00\00\00\00\fa\7f"    ;; 40: a quiet NaN
    "\77\00\00\00\00\00\fc\ff"    ;; 48: another, negative
    "\00\00\00\00\00\00\80\3f"    ;; 56: f32 0, f32 1
    "\05\00\a0\ff\06\00\d0\7f")   ;; 64: f32 signalling, f32 quiet

  (func $zero (result f64) (f64.load (i32.const 0)))
  (func $one (result f64) (f64.load (i32.const 8)))
  (func $infinity (result f64) (f64.load (i32.const 24)))
  (func $signalling (result f64) (f64.load (i32.const 32)))
  (func $quiet (result f64) (f64.load (i32.const 40)))
  (func $other (result f64) (f64.load (i32.const 48)))
  (func $one32 (result f32) (f32.load (i32.const 60)))
  (func $signalling32 (result f32) (f32.load (i32.const 64)))
  (func $quiet32 (result f32) (f32.load (i32.const 68)))

  ;; Made from numbers.
  (func (export "0 / 0") (result i64)
    (i64.reinterpret_f64 (f64.div (call $zero) (call $zero))))
  (func (export "0 * inf") (result i64)
    (i64.reinterpret_f64 (f64.mul (call $zero) (call $infinity))))
  (func (export "inf - inf") (result i64)
    (i64.reinterpret_f64 (f64.sub (call $infinity) (call $infinity))))
  (func (export "inf / inf") (result i64)
    (i64.reinterpret_f64 (f64.div (call $infinity) (call $infinity))))
  (func (export "sqrt(-1)") (result i64)
    (i64.reinterpret_f64 (f64.sqrt (f64.load (i32.const 16)))))

  ;; Made from NaNs, in both orders where the operation does not care.
  (func (export "sNaN + 1") (result i64)
    (i64.reinterpret_f64 (f64.add (call $signalling) (call $one))))
  (func (export "qNaN + other") (result i64)
    (i64.reinterpret_f64 (f64.add (call $quiet) (call $other))))
  (func (export "other + qNaN") (result i64)
    (i64.reinterpret_f64 (f64.add (call $other) (call $quiet))))
  (func (export "qNaN * other") (result i64)
    (i64.reinterpret_f64 (f64.mul (call $quiet) (call $other))))
  (func (export "other * qNaN") (result i64)
    (i64.reinterpret_f64 (f64.mul (call $other) (call $quiet))))
  (func (export "qNaN - sNaN") (result i64)
    (i64.reinterpret_f64 (f64.sub (call $quiet) (call $signalling))))
  (func (export "1 / qNaN") (result i64)
    (i64.reinterpret_f64 (f64.div (call $one) (call $quiet))))
  (func (export "min(qNaN, 1)") (result i64)
    (i64.reinterpret_f64 (f64.min (call $quiet) (call $one))))
  (func (export "max(1, other)") (result i64)
    (i64.reinterpret_f64 (f64.max (call $one) (call $other))))
  (func (export "ceil(sNaN)") (result i64) (i64.reinterpret_f64 (f64.ceil (call $signalling))))
  (func (export "floor(sNaN)") (result i64) (i64.reinterpret_f64 (f64.floor (call $signalling))))
  (func (export "trunc(qNaN)") (result i64) (i64.reinterpret_f64 (f64.trunc (call $quiet))))
  (func (export "nearest(other)") (result i64)
    (i64.reinterpret_f64 (f64.nearest (call $other))))
  (func (export "sqrt(qNaN)") (result i64) (i64.reinterpret_f64 (f64.sqrt (call $quiet))))
  (func (export "promote(sNaN)") (result i64)
    (i64.reinterpret_f64 (f64.promote_f32 (call $signalling32))))

  ;; Through a local and a loop: a sum of products, as code of matrices has it.
  (func (export "sum of products") (result i64) (local $sum f64) (local $i i32)
    (loop $again
      (local.set $sum
        (f64.add (local.get $sum)
          (f64.mul (call $other) (f64.load (i32.shl (local.get $i) (i32.const 3))))))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 7))))
    (i64.reinterpret_f64 (local.get $sum)))
  (func (export "product added to memory") (result i64) (local $at i32)
    (local.set $at (i32.const 128))
    (i64.store (local.get $at) (i64.load (i32.const 48)))
    (f64.store (local.get $at)
      (f64.add (f64.load (local.get $at))
        (f64.mul (call $one) (f64.load (i32.const 40)))))
    (i64.load (local.get $at)))

  ;; 32 bits.
  (func (export "f32 sNaN + 1") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.add (call $signalling32) (call $one32)))))
  (func (export "f32 qNaN * sNaN") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.mul (call $quiet32) (call $signalling32)))))
  (func (export "f32 min(1, qNaN)") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.min (call $one32) (call $quiet32)))))
  (func (export "f32 nearest(sNaN)") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.nearest (call $signalling32)))))
  (func (export "f32 sqrt(sNaN)") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.sqrt (call $signalling32)))))
  (func (export "f32 demote(other)") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.demote_f64 (call $other)))))

  ;; Lanes.
  (func (export "f64x2 add") (result i64)
    (i64x2.extract_lane 1
      (f64x2.add (v128.load (i32.const 32)) (v128.load (i32.const 40)))))
  (func (export "f64x2 ceil") (result i64)
    (i64x2.extract_lane 0 (f64x2.ceil (v128.load (i32.const 32)))))
  (func (export "f32x4 max") (result i64)
    (i64.extend_i32_u
      (i32x4.extract_lane 2
        (f32x4.max (v128.load (i32.const 56)) (f32x4.splat (call $one32))))))

  ;; Moved.
  (func (export "kept load(sNaN)") (result i64) (i64.reinterpret_f64 (call $signalling)))
  (func (export "kept neg(sNaN)") (result i64)
    (i64.reinterpret_f64 (f64.neg (call $signalling))))
  (func (export "kept abs(other)") (result i64) (i64.reinterpret_f64 (f64.abs (call $other))))
  (func (export "kept copysign(qNaN, -1)") (result i64)
    (i64.reinterpret_f64 (f64.copysign (call $quiet) (f64.load (i32.const 16)))))
  (func (export "kept select(sNaN)") (result i64)
    (i64.reinterpret_f64 (select (call $signalling) (call $one) (i32.load (i32.const 28)))))
  (func (export "kept f32 neg(sNaN)") (result i64)
    (i64.extend_i32_u (i32.reinterpret_f32 (f32.neg (call $signalling32)))))
  (func (export "kept store(sNaN)") (result i64)
    (f64.store (i32.const 136) (call $signalling))
    (i64.load (i32.const 136))))
