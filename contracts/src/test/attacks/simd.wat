;; refused: illegal opcode: v128.const needs the feature simd, which is off (code section, function 0, offset 0x3d)
(module
  (memory (export "memory") 1 1)
  (func $user_entrypoint (export "user_entrypoint") (param $length i32) (result i32)
    (i32x4.extract_lane 0 (v128.const i32x4 0 0 0 0))))
