;; Recursions of different shapes: each returns its argument, if the call stack is deep enough.
(module
  (type $down (func (param i32) (result i64)))
  (table funcref (elem $indirect))

  (func $plain (export "depth, plain") (param i32) (result i64)
    (if (result i64) (local.get 0)
      (then (i64.add (call $plain (i32.sub (local.get 0) (i32.const 1))) (i64.const 1)))
      (else (i64.const 0))))

  (func $wide (export "depth, many locals") (param i32) (result i64)
    (local i64 i64 i64 i64 i64 i64 i64 i64 f64 f64 f64 f64 v128 v128)
    (if (i32.eqz (local.get 0)) (then (return (i64.const 0))))
    (local.set 1 (i64.const 1))
    (i64.add (local.get 1) (call $wide (i32.sub (local.get 0) (i32.const 1)))))

  (func $indirect (export "depth, through a table") (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (return (i64.const 0))))
    (i64.add (i64.const 1)
      (call_indirect (type $down) (i32.sub (local.get 0) (i32.const 1)) (i32.const 0))))

  (func $even (export "depth, by turns") (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (return (i64.const 0))))
    (i64.add (call $odd (i32.sub (local.get 0) (i32.const 1))) (i64.const 1)))
  (func $odd (param i32) (result i64)
    (if (i32.eqz (local.get 0)) (then (return (i64.const 0))))
    (i64.add (i64.const 1) (i64.add (i64.const 0) (call $even (i32.sub (local.get 0) (i32.const 1)))))))
