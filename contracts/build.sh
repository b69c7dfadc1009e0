#!/usr/bin/env bash
# Builds the example contracts: one .c file each, to one .wasm in the module's resources.
# Usage: contracts/build.sh [OUTPUT-DIRECTORY [CONTRACT...]]
# Needs clang and lld 19 (Debian: apt-get install clang-19 lld-19); the same versions give the same bytes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/src/main/wasm-src
output=${1:-$here/src/main/resources/dev/assay/contracts}
shift || true
[ $# -gt 0 ] || set -- $(cd "$sources" && ls)

# Plain Wasm and the two features that make code smaller; memory is one page that never grows, so
# no contract pays for growth; everything but the function names is stripped, for backtraces.
flags=(
  --target=wasm32-unknown-unknown -mcpu=mvp -mmutable-globals -msign-ext -mbulk-memory
  -std=c23 -O2 -ffreestanding -nostdlib -Wall -Wextra -Werror
  -I "$here/include"
  -fuse-ld="$(command -v wasm-ld-19 || command -v wasm-ld)"
  -Wl,--no-entry,--stack-first,-z,stack-size=8192,--initial-memory=65536,--max-memory=65536
  -Wl,--strip-all,--keep-section=name,--compress-relocations
)
clang=$(command -v clang-19 || command -v clang)
mkdir -p "$output"
for name in "$@"; do
  "$clang" "${flags[@]}" -o "$output/$name.wasm" "$sources/$name/$name.c"
  printf '%-12s %6d bytes\n' "$name" "$(wc -c < "$output/$name.wasm")"
done
