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
  collisions = 0; // creations where there was a contract; each costs 63 of 64 parts of the gas left
  guard = true; // refuses calls into a contract that is already running
  surroundings = {}; // block and transaction as contracts see them: basefee, coinbase, number, origin ...

  account(address) {
    if (!this.accounts.has(address)) {
      this.accounts.set(address, { balance: 0n, nonce: 0, storage: new Map(), transient: new Map() });
    }
    return this.accounts.get(address);
  }

  exists(address) {
    const account = this.account(address);
    return account.balance > 0n || account.nonce > 0 || account.code !== undefined;
  }

  code(address) { return this.account(address).code ?? new Uint8Array(); }

  deploy(address, wasm) {
    const module = new WebAssembly.Module(wasm);
    Object.assign(this.account(address), { module, nonce: 1, code: Uint8Array.from(wasm) });
  }

  /** Transient storage ends with the transaction. */
  endTransaction() { for (const account of this.accounts.values()) account.transient.clear(); }

  storage(address, key) { return this.account(address).storage.get(hex(key)) ?? word(0); }

  snapshot() {
    return {
      logs: this.logs.length,
      accounts: new Map([...this.accounts].map(([k, a]) =>
        [k, { ...a, storage: new Map(a.storage), transient: new Map(a.transient) }])),
    };
  }

  restore({ logs, accounts }) { this.logs.length = logs; this.accounts = accounts; }

  /** {status: 0 success | 1 revert | 2 failure, output} */
  call({ from, to, value = 0n, data = new Uint8Array(), readOnly = false, running = [] }) {
    if (this.account(from).balance < value) return { status: 1, output: new Uint8Array() };
    if (this.guard && running.includes(to)) return { status: 1, output: errorString('reentrant call') };
    const before = this.snapshot();
    this.account(from).balance -= value;
    this.account(to).balance += value;
    return this.run(to, { from, to, value, data, readOnly, running: [...running, to] }, before);
  }

  /** Runs the code of an account as a frame that works for `to`. */
  run(codeAt, message, before = this.snapshot()) {
    const module = this.account(codeAt).module;
    const result = module ? new Frame(this, message).run(module) : { status: 0, output: new Uint8Array() };
    if (result.status !== 0) this.restore(before);
    return result;
  }

  /** The new contract's address, or none. Code that is no contract is not for this host. */
  create(from, wasm, value, salt) {
    const creator = this.account(from);
    if (creator.balance < value) return undefined;
    const nonce = creator.nonce++;
    if (nonce > 127) throw new Error('this host writes small nonces alone');
    const address = hex(salt
      ? keccak256(concat([0xff], bytes(from), salt, keccak256(wasm))).slice(12)
      : keccak256(concat([0xd6, 0x94], bytes(from), [nonce])).slice(12));
    if (this.account(address).nonce > 0 || this.account(address).code) {
      this.collisions++;
      return undefined;
    }
    this.deploy(address, wasm);
    this.account(from).balance -= value;
    this.account(address).balance += value;
    return address;
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
      const status = this.enter();
      if (status === 0) this.flush();
      return { status: status === 0 ? 0 : 1, output: this.output };
    } catch (thrown) {
      if (thrown instanceof Fault || thrown instanceof WebAssembly.RuntimeError) {
        return { status: 2, output: new Uint8Array() };
      }
      throw thrown;
    }
  }

  enter() {
    try {
      return this.instance.exports.user_entrypoint(this.data.length);
    } catch (thrown) {
      if (thrown instanceof Exit) return thrown.status;
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
    if (this.readOnly && value > 0n) return this.returns({ status: 2, output: new Uint8Array() }, lengthAt);
    this.flush();
    const { to: from, running } = this;
    return this.returns(
      this.world.call({ from, to, value, data, readOnly: readOnly || this.readOnly, running }), lengthAt);
  }

  delegate(codeAt, data, lengthAt) {
    this.flush();
    const { from, to, value, readOnly, running } = this;
    return this.returns(this.world.run(codeAt, { from, to, value, data, readOnly, running }), lengthAt);
  }

  returns(result, lengthAt) {
    this.returned = result.output;
    this.write(lengthAt, new Uint8Array(new Uint32Array([result.output.length]).buffer));
    return result.status === 0 ? 0 : 2;
  }

  create(code, value, salt, addressAt, lengthAt) {
    this.refuseWhenReadOnly();
    this.flush();
    const address = this.world.create(this.to, code, value, salt);
    this.returned = new Uint8Array();
    this.write(lengthAt, new Uint8Array(4));
    this.write(addressAt, bytes(address ?? '00'.repeat(20)));
  }

  /** Gives a part of some bytes, as much as there is. */
  copy(dest, source, offset, size) {
    const part = source.slice(offset >>> 0, (offset >>> 0) + (size >>> 0));
    this.write(dest, part);
    return part.length;
  }
}

function hostFunctions(frame) {
  const { world } = frame, { surroundings } = world;
  const address = at => hex(frame.read(at, 20));
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
    storage_store_bytes32: (key, value) => {
      frame.cache.set(hex(frame.read(key, 32)), frame.read(value, 32));
      frame.flush();
    },
    transient_load_bytes32: (key, dest) =>
      frame.write(dest, world.account(frame.to).transient.get(hex(frame.read(key, 32))) ?? word(0)),
    transient_store_bytes32: (key, value) => {
      frame.refuseWhenReadOnly();
      world.account(frame.to).transient.set(hex(frame.read(key, 32)), frame.read(value, 32));
    },
    call_contract: (to, at, length, value, gas, lengthAt) =>
      frame.send(address(to), frame.read(at, length), number(frame.read(value, 32)), false, lengthAt),
    delegate_call_contract: (to, at, length, gas, lengthAt) =>
      frame.delegate(address(to), frame.read(at, length), lengthAt),
    static_call_contract: (to, at, length, gas, lengthAt) =>
      frame.send(address(to), frame.read(at, length), 0n, true, lengthAt),
    create1: (code, length, value, addressAt, lengthAt) =>
      frame.create(frame.read(code, length), number(frame.read(value, 32)), undefined, addressAt, lengthAt),
    create2: (code, length, value, salt, addressAt, lengthAt) =>
      frame.create(frame.read(code, length), number(frame.read(value, 32)), frame.read(salt, 32), addressAt, lengthAt),
    read_return_data: (dest, offset, size) => frame.copy(dest, frame.returned, offset, size),
    return_data_size: () => frame.returned.length,
    emit_log: (at, length, topics) => {
      frame.refuseWhenReadOnly();
      const data = frame.read(at, length);
      if (topics >>> 0 > 4 || data.length < 32 * topics) throw new Fault('bad topic data');
      world.logs.push({
        address: frame.to,
        topics: Array.from({ length: topics }, (_, i) => hex(data.slice(32 * i, 32 * i + 32))),
        data: hex(data.slice(32 * topics)),
      });
    },
    account_balance: (at, dest) => frame.write(dest, word(world.account(address(at)).balance)),
    account_code: (at, offset, size, dest) => frame.copy(dest, world.code(address(at)), offset, size),
    account_code_size: at => world.code(address(at)).length,
    account_codehash: (at, dest) => {
      const account = address(at);
      frame.write(dest, world.exists(account) ? keccak256(world.code(account)) : word(0));
    },
    block_basefee: dest => frame.write(dest, word(surroundings.basefee)),
    block_coinbase: dest => frame.write(dest, bytes(surroundings.coinbase)),
    block_gas_limit: () => BigInt(surroundings.gasLimit),
    block_number: () => BigInt(surroundings.number),
    block_timestamp: () => BigInt(surroundings.timestamp),
    chainid: () => BigInt(surroundings.chainId),
    tx_gas_price: dest => frame.write(dest, word(surroundings.gasPrice)),
    tx_ink_price: () => 10000,
    tx_origin: dest => frame.write(dest, bytes(surroundings.origin)),
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
    memory_grow: () => {},
  };
}
