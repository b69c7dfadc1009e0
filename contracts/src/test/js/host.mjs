// A second implementation of the host functions, on V8: no gas, no trie, only what contracts can
// see. It exists to disagree with the first one.
import { keccak256 } from './keccak.mjs';

export const hex = bytes => Buffer.from(bytes).toString('hex');
export const bytes = text => Uint8Array.from(Buffer.from(text.replace(/^0x/, ''), 'hex'));
export const word = value => bytes(BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, '0'));
const number = data => BigInt('0x' + (hex(data) || '0'));
const U256 = 1n << 256n;

class Exit { constructor(status) { this.status = status; } }
class Fault extends Error {}

/** Accounts with code, balance and storage; call() runs one message and undoes it if it fails. */
export class World {
  accounts = new Map();
  logs = [];
  guard = true; // refuses calls into a contract that is already running

  account(address) {
    if (!this.accounts.has(address)) this.accounts.set(address, { balance: 0n, storage: new Map() });
    return this.accounts.get(address);
  }

  deploy(address, wasm) { this.account(address).module = new WebAssembly.Module(wasm); }

  storage(address, key) { return this.account(address).storage.get(hex(key)) ?? word(0); }

  snapshot() {
    return {
      logs: this.logs.length,
      accounts: new Map([...this.accounts].map(([k, a]) => [k, { ...a, storage: new Map(a.storage) }])),
    };
  }

  restore({ logs, accounts }) { this.logs.length = logs; this.accounts = accounts; }

  /** {status: 0 success | 1 revert | 2 failure, output} */
  call({ from, to, value = 0n, data = new Uint8Array(), readOnly = false, running = [] }) {
    if (this.guard && running.includes(to)) return { status: 1, output: errorString('reentrant call') };
    const before = this.snapshot();
    if (this.account(from).balance < value) return { status: 1, output: new Uint8Array() };
    this.account(from).balance -= value;
    this.account(to).balance += value;
    const module = this.account(to).module;
    const result = module
      ? new Frame(this, { from, to, value, data, readOnly, running: [...running, to] }).run(module)
      : { status: 0, output: new Uint8Array() };
    if (result.status !== 0) this.restore(before);
    return result;
  }
}

export const selector = signature => keccak256(Buffer.from(signature)).slice(0, 4);
export const concat = (...parts) => Uint8Array.from(Buffer.concat(parts.map(p => Buffer.from(p))));
export const errorString = text => concat(selector('Error(string)'), word(32), dynamic(text));
export const dynamic = text => {
  const data = Buffer.from(text);
  return concat(word(data.length), data, new Uint8Array((32 - (data.length % 32)) % 32));
};

class Frame {
  constructor(world, message) {
    Object.assign(this, { world, ...message });
    this.output = this.returned = new Uint8Array();
    this.cache = new Map();
  }

  run(module) {
    this.instance = new WebAssembly.Instance(module, { vm_hooks: hostFunctions(this) });
    try {
      const status = this.instance.exports.user_entrypoint(this.data.length);
      return { status: status === 0 ? 0 : 1, output: this.output };
    } catch (thrown) {
      if (thrown instanceof Exit) return { status: thrown.status === 0 ? 0 : 1, output: this.output };
      if (thrown instanceof Fault || thrown instanceof WebAssembly.RuntimeError) {
        return { status: 2, output: new Uint8Array() };
      }
      throw thrown;
    }
  }

  memory(at, length) {
    const all = new Uint8Array(this.instance.exports.memory.buffer), start = at >>> 0, size = length >>> 0;
    if (start + size > all.length) throw new Fault('out of bounds');
    return all.subarray(start, start + size);
  }

  read(at, length) { return this.memory(at, length).slice(); }
  write(at, data) { this.memory(at, data.length).set(data); }

  refuseWhenReadOnly() { if (this.readOnly) throw new Fault('a static frame changes nothing'); }

  flush() {
    if (this.cache.size > 0) this.refuseWhenReadOnly();
    for (const [key, value] of this.cache) this.world.account(this.to).storage.set(key, value);
    this.cache.clear();
  }

  send(to, data, value, readOnly, lengthAt) {
    this.flush();
    const result = this.readOnly && value > 0n
      ? { status: 2, output: new Uint8Array() }
      : this.world.call({ from: this.to, to, value, data, readOnly: readOnly || this.readOnly, running: this.running });
    this.returned = result.output;
    this.write(lengthAt, new Uint8Array(new Uint32Array([result.output.length]).buffer));
    return result.status === 0 ? 0 : 2;
  }
}

function hostFunctions(frame) {
  const { world } = frame;
  const arithmetic = operation => (at, ...others) =>
    frame.write(at, word(operation(number(frame.read(at, 32)), ...others.map(o => number(frame.read(o, 32))))));
  return {
    read_args: dest => frame.write(dest, frame.data),
    write_result: (at, length) => { frame.output = frame.read(at, length); },
    exit_early: status => { throw new Exit(status); },
    storage_load_bytes32: (key, dest) => {
      const slot = frame.read(key, 32);
      frame.write(dest, frame.cache.get(hex(slot)) ?? world.storage(frame.to, slot));
    },
    storage_cache_bytes32: (key, value) => { frame.cache.set(hex(frame.read(key, 32)), frame.read(value, 32)); },
    storage_flush_cache: () => frame.flush(),
    call_contract: (to, at, length, value, gas, lengthAt) =>
      frame.send(hex(frame.read(to, 20)), frame.read(at, length), number(frame.read(value, 32)), false, lengthAt),
    static_call_contract: (to, at, length, gas, lengthAt) =>
      frame.send(hex(frame.read(to, 20)), frame.read(at, length), 0n, true, lengthAt),
    read_return_data: (dest, offset, size) => {
      const part = frame.returned.slice(offset >>> 0, (offset >>> 0) + (size >>> 0));
      frame.write(dest, part);
      return part.length;
    },
    return_data_size: () => frame.returned.length,
    emit_log: (at, length, topics) => {
      frame.refuseWhenReadOnly();
      const data = frame.read(at, length);
      if (topics > 4 || data.length < 32 * topics) throw new Fault('bad topic data');
      world.logs.push({
        address: frame.to,
        topics: Array.from({ length: topics }, (_, i) => hex(data.slice(32 * i, 32 * i + 32))),
        data: hex(data.slice(32 * topics)),
      });
    },
    account_balance: (at, dest) => frame.write(dest, word(world.account(hex(frame.read(at, 20))).balance)),
    contract_address: dest => frame.write(dest, bytes(frame.to)),
    msg_sender: dest => frame.write(dest, bytes(frame.from)),
    msg_value: dest => frame.write(dest, word(frame.value)),
    msg_reentrant: () => (frame.running.indexOf(frame.to) < frame.running.length - 1 ? 1 : 0),
    native_keccak256: (at, length, dest) => frame.write(dest, keccak256(frame.read(at, length))),
    math_div: arithmetic((a, b) => (b === 0n ? 0n : a / b)),
    math_mod: arithmetic((a, b) => (b === 0n ? 0n : a % b)),
    math_add_mod: arithmetic((a, b, m) => (m === 0n ? 0n : (a + b) % m)),
    math_mul_mod: arithmetic((a, b, m) => (m === 0n ? 0n : (a * b) % m)),
    math_pow: arithmetic((a, e) => {
      let result = 1n;
      for (let base = a; e > 0n; e >>= 1n, base = (base * base) % U256) if (e & 1n) result = (result * base) % U256;
      return result;
    }),
    pay_for_memory_grow: () => {},
  };
}
