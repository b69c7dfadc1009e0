// Runs modules in V8 and says what it saw, a line each, in the words of ForeignFuzzer.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const view = new DataView(new ArrayBuffer(8));

function bits(type, value) {
  switch (type) {
    case "i32":
      return `i32:${(value >>> 0).toString(16)}`;
    case "i64":
      return `i64:${BigInt.asUintN(64, value).toString(16)}`;
    case "f32":
      if (Number.isNaN(value)) return "f32:nan";
      view.setFloat32(0, value);
      return `f32:${view.getUint32(0).toString(16)}`;
    case "f64":
      if (Number.isNaN(value)) return "f64:nan";
      view.setFloat64(0, value);
      return `f64:${view.getBigUint64(0).toString(16)}`;
    default:
      return `ref:${value === null ? "null" : "some"}`;
  }
}

function argument(type, word) {
  switch (type) {
    case "i32":
      return Number(BigInt.asIntN(32, BigInt(word)));
    case "i64":
      return BigInt.asIntN(64, BigInt(word));
    case "f32":
      view.setUint32(0, Number(BigInt.asUintN(32, BigInt(word))));
      return view.getFloat32(0);
    case "f64":
      view.setBigUint64(0, BigInt.asUintN(64, BigInt(word)));
      return view.getFloat64(0);
    default:
      return null;
  }
}

function host(run) {
  const log = (name, type) => (value) => {
    run.told.push(`${name}[${bits(type, value)}]`);
  };
  const bytes = () => new Uint8Array(run.memory().buffer);
  const at = (address) => address >>> 0;
  return {
    log_i32: log("log_i32", "i32"),
    log_i64: log("log_i64", "i64"),
    log_f32: log("log_f32", "f32"),
    log_f64: log("log_f64", "f64"),
    mix: (a, b) => {
      run.told.push(`mix[${bits("i32", a)}, ${bits("i64", b)}]`);
      return BigInt.asIntN(64, (BigInt(a) * 0x9e3779b97f4a7c15n) ^ b);
    },
    split: (a) => {
      run.told.push(`split[${bits("i64", a)}]`);
      return [Number(BigInt.asIntN(32, a >> 32n)), BigInt.asIntN(64, ~a)];
    },
    peek: (a) => {
      run.told.push(`peek[${bits("i32", a)}]`);
      return at(a) < bytes().length ? bytes()[at(a)] : -1;
    },
    poke: (a, b) => {
      run.told.push(`poke[${bits("i32", a)}, ${bits("i32", b)}]`);
      if (at(a) >= bytes().length) throw new Error("past the end");
      bytes()[at(a)] = b & 255;
    },
    ink: () => {
      run.told.push("ink[]");
      return BigInt(run.ink.shift() ?? 0);
    },
    charge: (a) => {
      run.told.push(`charge[${bits("i32", a)}]`);
    },
    fail: (a) => {
      run.told.push(`fail[${bits("i32", a)}]`);
      if ((a & 3) === 0) throw new Error("asked to fail");
    },
  };
}

function seen(task) {
  const run = {
    told: [],
    ink: task.ink,
    // A start function runs before anybody can have the memory.
    memory: () => {
      run.early = run.exports === undefined;
      return run.exports.memory;
    },
  };
  const endings = [];
  const module = new WebAssembly.Module(Buffer.from(task.wasm, "base64"));
  try {
    run.exports = new WebAssembly.Instance(module, { env: host(run) }).exports;
  } catch (trap) {
    if (run.early) return "refused the start function needs the memory";
    return `${trap instanceof WebAssembly.LinkError ? trap.message : "trap"} ${run.told.join(" ")}`;
  }
  for (const call of task.calls) {
    try {
      const result = run.exports[call.name](...call.words.map((w, i) => argument(call.parameters[i], w)));
      const results = call.results.length === 1 ? [result] : (result ?? []);
      endings.push(`[${call.results.map((type, i) => bits(type, results[i])).join(", ")}]`);
    } catch (trap) {
      endings.push("trap");
    }
  }
  const memory = new Uint8Array(run.exports.memory.buffer);
  const digest = createHash("sha256").update(memory).digest("hex").slice(0, 16);
  const globals = task.globals.map((type, i) => bits(type, run.exports[`g${i}`].value));
  return `${endings.join(" ")} | ${run.told.join(" ")} | ${memory.length} bytes ${digest} | ${globals.join(" ")}`;
}

for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line === "") continue;
  try {
    console.log(seen(JSON.parse(line)));
  } catch (refused) {
    console.log(`refused ${String(refused.message).split("\n")[0]}`);
  }
}
