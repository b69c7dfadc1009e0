// Assembles the .wat files here (npm install wabt; node build.mjs). The .wasm files are committed.
import fs from 'node:fs';
import wabtModule from 'wabt';
const wabt = await wabtModule(), features = {
  mutable_globals: true, sat_float_to_int: true, sign_extension: true, simd: true, threads: true, multi_value: true,
  tail_call: true, bulk_memory: true, reference_types: true, multi_memory: true,
};
for (const file of fs.readdirSync('.').filter(name => name.endsWith('.wat'))) {
  const module = wabt.parseWat(file, fs.readFileSync(file, 'utf8'), features);
  const { buffer } = module.toBinary({ write_debug_names: true, relocatable: false });
  fs.writeFileSync(file.replace('.wat', '.wasm'), buffer);
  module.destroy();
}
