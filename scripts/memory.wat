;; Copying and filling memory, eight bytes at a time. binaryen lowers the instructions memory.copy and memory.fill, which
;; WeChat on iOS refuses, to loops over single bytes; scripts/wasm.mjs puts these in their place.
(func $__memory_copy (param $to i32) (param $from i32) (param $size i32)
  (local $end i32)
  (if (i32.gt_u (local.get $to) (local.get $from))
    (then
      ;; Behind its source: from the end, or what is still to be read would be overwritten.
      (loop $words
        (if (i32.ge_u (local.get $size) (i32.const 8))
          (then
            (local.set $size (i32.sub (local.get $size) (i32.const 8)))
            (i64.store align=1
              (i32.add (local.get $to) (local.get $size))
              (i64.load align=1 (i32.add (local.get $from) (local.get $size))))
            (br $words))))
      (loop $bytes
        (if (local.get $size)
          (then
            (local.set $size (i32.sub (local.get $size) (i32.const 1)))
            (i32.store8
              (i32.add (local.get $to) (local.get $size))
              (i32.load8_u (i32.add (local.get $from) (local.get $size))))
            (br $bytes)))))
    (else
      (local.set $end (i32.add (local.get $to) (local.get $size)))
      (loop $words
        (if (i32.ge_u (i32.sub (local.get $end) (local.get $to)) (i32.const 8))
          (then
            (i64.store align=1 (local.get $to) (i64.load align=1 (local.get $from)))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (local.set $from (i32.add (local.get $from) (i32.const 8)))
            (br $words))))
      (loop $bytes
        (if (i32.ne (local.get $end) (local.get $to))
          (then
            (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (local.set $from (i32.add (local.get $from) (i32.const 1)))
            (br $bytes))))))
)
(func $__memory_fill (param $to i32) (param $byte i32) (param $size i32)
  (local $end i32)
  (local $word i64)
  (local.set $end (i32.add (local.get $to) (local.get $size)))
  (local.set $word
    (i64.mul
      (i64.extend_i32_u (i32.and (local.get $byte) (i32.const 255)))
      (i64.const 0x0101010101010101)))
  (loop $words
    (if (i32.ge_u (i32.sub (local.get $end) (local.get $to)) (i32.const 8))
      (then
        (i64.store align=1 (local.get $to) (local.get $word))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br $words))))
  (loop $bytes
    (if (i32.ne (local.get $end) (local.get $to))
      (then
        (i32.store8 (local.get $to) (local.get $byte))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br $bytes))))
)
