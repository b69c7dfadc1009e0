// The example contracts on the second host: what they return, store, log and refuse.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { World, bytes, concat, dynamic, errorString, hex, selector, word } from './host.mjs';
import { keccak256 } from './keccak.mjs';

const RESOURCES = new URL('../../main/resources/dev/assay/contracts/', import.meta.url);
const wasm = name => fs.readFileSync(new URL(`${name}.wasm`, RESOURCES));
const [ALICE, BOB, CAROL] = ['a1', 'b0', 'ca'].map(x => x.padStart(40, '1'));
const padded = address => bytes(address.padStart(64, '0'));
const MAX = (1n << 256n) - 1n;

function deployed(...names) {
  const world = new World();
  names.forEach((name, i) => world.deploy(addressOf(i), wasm(name)));
  return world;
}
const addressOf = i => i.toString(16).padStart(40, 'd');

const data = (signature, ...words) =>
  concat(selector(signature), ...words.map(w => (typeof w === 'string' ? padded(w) : w instanceof Uint8Array ? w : word(w))));
const send = (world, from, signature, ...words) =>
  world.call({ from, to: addressOf(0), data: data(signature, ...words) });
function ok(result) {
  assert.equal(result.status, 0, hex(result.output));
  return result.output;
}
const value = result => BigInt('0x' + hex(ok(result)));
function reverts(result, ...expected) {
  assert.equal(result.status, 1);
  assert.equal(hex(result.output), hex(concat(...expected)));
}
const revertsWith = (result, signature, ...words) => reverts(result, data(signature, ...words));

function token() {
  const world = deployed('erc20');
  ok(send(world, ALICE, 'initialize(string,string,address)', 96, 160, ALICE, dynamic('Example Token'), dynamic('EXA')));
  return world;
}

test('keccak', () => {
  assert.equal(hex(keccak256(new Uint8Array())), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  assert.equal(hex(keccak256(new Uint8Array(200).fill(97))).length, 64);
});

test('token: initialized once, by whoever names an owner', () => {
  const world = token();
  assert.equal(value(send(world, BOB, 'owner()')), BigInt('0x' + ALICE));
  assert.equal(hex(ok(send(world, BOB, 'name()'))), hex(concat(word(32), dynamic('Example Token'))));
  assert.equal(hex(ok(send(world, BOB, 'symbol()'))), hex(concat(word(32), dynamic('EXA'))));
  assert.equal(value(send(world, BOB, 'decimals()')), 18n);
  revertsWith(send(world, BOB, 'initialize(string,string,address)', 96, 160, BOB, dynamic('x'), dynamic('y')), 'InvalidInitialization()');
});

test('token: an owner is somebody', () => {
  const world = deployed('erc20');
  revertsWith(send(world, BOB, 'initialize(string,string,address)', 96, 160, 0, dynamic('x'), dynamic('y')), 'OwnableInvalidOwner(address)', 0);
});

test('token: strings of every length round the 32-byte border', () => {
  for (const length of [0, 1, 31, 32, 33, 64, 100]) {
    const world = deployed('erc20'), name = 'n'.repeat(length);
    ok(send(world, ALICE, 'initialize(string,string,address)', 96, 96 + dynamic(name).length, ALICE, dynamic(name), dynamic('S')));
    assert.equal(hex(ok(send(world, BOB, 'name()'))), hex(concat(word(32), dynamic(name))), `length ${length}`);
    assert.equal(hex(ok(send(world, BOB, 'symbol()'))), hex(concat(word(32), dynamic('S'))));
  }
});

test('token: the storage layout is that of the Solidity token', () => {
  const world = token();
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, 1000));
  ok(send(world, BOB, 'approve(address,uint256)', CAROL, 7));
  const slot = (key, base) => keccak256(concat(key, base));
  const at = key => BigInt('0x' + hex(world.storage(addressOf(0), key)));
  assert.equal(at(slot(padded(BOB), word(0))), 1000n);
  assert.equal(at(slot(padded(CAROL), slot(padded(BOB), word(1)))), 7n);
  assert.equal(at(word(2)), 1000n);
  assert.equal(hex(world.storage(addressOf(0), word(4))), Buffer.from('EXA').toString('hex').padEnd(62, '0') + '06');
});

test('token: mint, transfer, burn and their events', () => {
  const world = token();
  world.logs.length = 0;
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, 1000));
  assert.equal(value(send(world, BOB, 'transfer(address,uint256)', CAROL, 300)), 1n);
  ok(send(world, CAROL, 'burn(uint256)', 100));
  assert.equal(value(send(world, BOB, 'balanceOf(address)', BOB)), 700n);
  assert.equal(value(send(world, BOB, 'balanceOf(address)', CAROL)), 200n);
  assert.equal(value(send(world, BOB, 'totalSupply()')), 900n);
  const topic = hex(keccak256(Buffer.from('Transfer(address,address,uint256)')));
  assert.deepEqual(world.logs, [
    [0n, BOB, 1000], [BOB, CAROL, 300], [CAROL, 0n, 100],
  ].map(([from, to, amount]) => ({
    address: addressOf(0),
    topics: [topic, hex(from === 0n ? word(0) : padded(from)), hex(to === 0n ? word(0) : padded(to))],
    data: hex(word(amount)),
  })));
});

test('token: a transfer to oneself changes nothing', () => {
  const world = token();
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, 10));
  ok(send(world, BOB, 'transfer(address,uint256)', BOB, 10));
  assert.equal(value(send(world, BOB, 'balanceOf(address)', BOB)), 10n);
});

test('token: allowances are spent, except the endless one', () => {
  const world = token();
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, 100));
  ok(send(world, BOB, 'approve(address,uint256)', CAROL, 60));
  ok(send(world, CAROL, 'transferFrom(address,address,uint256)', BOB, CAROL, 50));
  assert.equal(value(send(world, BOB, 'allowance(address,address)', BOB, CAROL)), 10n);
  revertsWith(send(world, CAROL, 'transferFrom(address,address,uint256)', BOB, CAROL, 11), 'ERC20InsufficientAllowance(address,uint256,uint256)', CAROL, 10, 11);
  revertsWith(send(world, CAROL, 'burnFrom(address,uint256)', BOB, 11), 'ERC20InsufficientAllowance(address,uint256,uint256)', CAROL, 10, 11);
  ok(send(world, CAROL, 'burnFrom(address,uint256)', BOB, 10));
  ok(send(world, BOB, 'approve(address,uint256)', CAROL, MAX));
  ok(send(world, CAROL, 'transferFrom(address,address,uint256)', BOB, CAROL, 1));
  assert.equal(value(send(world, BOB, 'allowance(address,address)', BOB, CAROL)), MAX);
});

test('token: what is refused, and how', () => {
  const world = token();
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, 5));
  revertsWith(send(world, BOB, 'transfer(address,uint256)', CAROL, 6), 'ERC20InsufficientBalance(address,uint256,uint256)', BOB, 5, 6);
  revertsWith(send(world, BOB, 'transfer(address,uint256)', 0, 1), 'ERC20InvalidReceiver(address)', 0);
  revertsWith(send(world, BOB, 'approve(address,uint256)', 0, 1), 'ERC20InvalidSpender(address)', 0);
  revertsWith(send(world, BOB, 'mint(address,uint256)', BOB, 1), 'OwnableUnauthorizedAccount(address)', BOB);
  revertsWith(send(world, ALICE, 'mint(address,uint256)', BOB, MAX - 4n), 'Panic(uint256)', 0x11);
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, MAX - 5n));
  assert.equal(value(send(world, ALICE, 'totalSupply()')), MAX);
});

test('token: ownership moves', () => {
  const world = token();
  revertsWith(send(world, BOB, 'transferOwnership(address)', BOB), 'OwnableUnauthorizedAccount(address)', BOB);
  revertsWith(send(world, ALICE, 'transferOwnership(address)', 0), 'OwnableInvalidOwner(address)', 0);
  ok(send(world, ALICE, 'transferOwnership(address)', BOB));
  ok(send(world, BOB, 'mint(address,uint256)', BOB, 1));
  revertsWith(send(world, ALICE, 'mint(address,uint256)', BOB, 1), 'OwnableUnauthorizedAccount(address)', ALICE);
});

test('token: malformed calldata is refused without data', () => {
  const world = token();
  const raw = input => world.call({ from: ALICE, to: addressOf(0), data: input });
  reverts(raw(new Uint8Array()));
  reverts(raw(bytes('a9059c')));
  reverts(raw(bytes('deadbeef')));
  reverts(raw(data('transfer(address,uint256)', BOB)));
  reverts(raw(data('transfer(address,uint256)', 1n << 160n, 1)));
  reverts(raw(new Uint8Array(20000)));
  world.account(addressOf(0)).storage.clear(); // so that initialize() looks at its arguments
  reverts(raw(data('initialize(string,string,address)', MAX, 0, ALICE)));
  reverts(raw(concat(selector('initialize(string,string,address)'), word(96), word(96), padded(ALICE), word(MAX))));
  world.account(ALICE).balance = 1n;
  reverts(world.call({ from: ALICE, to: addressOf(0), value: 1n, data: data('totalSupply()') }));
});

test('token: a static frame reads and does not write', () => {
  const world = token();
  ok(send(world, ALICE, 'mint(address,uint256)', BOB, 5));
  const readOnly = { from: BOB, to: addressOf(0), readOnly: true };
  assert.equal(value(world.call({ ...readOnly, data: data('balanceOf(address)', BOB) })), 5n);
  assert.equal(world.call({ ...readOnly, data: data('transfer(address,uint256)', CAROL, 1) }).status, 2);
});

function robbery(guard) {
  const world = deployed('vault', 'attacker');
  world.guard = guard;
  world.account(ALICE).balance = 9n;
  world.account(BOB).balance = 1n;
  ok(world.call({ from: ALICE, to: addressOf(0), value: 9n, data: data('deposit()') }));
  const result = world.call({ from: BOB, to: addressOf(1), value: 1n, data: data('attack(address)', addressOf(0)) });
  return { world, result };
}

test('vault: without a guard the attack empties it', () => {
  const { world, result } = robbery(false);
  ok(result);
  assert.equal(world.account(addressOf(0)).balance, 0n);
  assert.equal(world.account(addressOf(1)).balance, 10n);
});

test('vault: with a guard the attack fails with the reason and costs nobody a wei', () => {
  const { world, result } = robbery(true);
  reverts(result, errorString('reentrant call'));
  assert.equal(world.account(addressOf(0)).balance, 9n);
  assert.equal(world.account(BOB).balance, 1n);
});

test('vault: honest use', () => {
  const world = deployed('vault');
  world.account(ALICE).balance = 5n;
  ok(world.call({ from: ALICE, to: addressOf(0), value: 5n, data: data('deposit()') }));
  assert.equal(value(send(world, BOB, 'depositOf(address)', ALICE)), 5n);
  ok(send(world, ALICE, 'withdraw()'));
  assert.equal(world.account(ALICE).balance, 5n);
  revertsWith(send(world, ALICE, 'withdraw()'), 'NothingDeposited(address)', ALICE);
});

test('counter', () => {
  const world = deployed('counter');
  ok(send(world, ALICE, 'increment()'));
  ok(send(world, ALICE, 'add(uint256)', 41));
  assert.equal(value(send(world, ALICE, 'count()')), 42n);
  reverts(send(world, ALICE, 'add(uint256)', MAX), errorString('counter: overflow'));
  assert.equal(world.logs.at(-1).data, hex(word(42)));
});

test('compute: the loops compute what Solidity computes', () => {
  const world = deployed('compute');
  let hash = word(1), x = 88172645463325252n;
  for (let i = 0; i < 20; i++) hash = keccak256(hash);
  for (let i = 0; i < 500; i++) x = ((x * 6364136223846793005n + 1442695040888963407n) & MAX) ^ (x >> 7n);
  assert.equal(hex(ok(send(world, ALICE, 'hashLoop(uint256)', 20))), hex(hash));
  assert.equal(value(send(world, ALICE, 'aluLoop(uint256)', 500)), x);
});

test('compute: storage, events, failures', () => {
  const world = deployed('compute');
  ok(send(world, ALICE, 'fill(uint256,uint256)', 5, 3));
  assert.deepEqual([4, 5, 6, 7, 8].map(i => value(send(world, ALICE, 'cells(uint256)', i))), [0n, 6n, 7n, 8n, 0n]);
  ok(send(world, ALICE, 'ticks(uint256)', 4));
  assert.deepEqual(world.logs.map(log => [log.topics[1], log.data]), [0, 1, 2, 3].map(i => [hex(word(i)), hex(word(i * i))]));
  reverts(send(world, ALICE, 'failString()'), errorString('bench: no'));
  reverts(send(world, ALICE, 'failCustom()'), data('Custom(uint256,string)', 42, 64, dynamic('bench')));
  revertsWith(send(world, ALICE, 'failPanic(uint256)', 0), 'Panic(uint256)', 0x12);
  assert.deepEqual([1, 2].map(d => value(send(world, ALICE, 'failPanic(uint256)', d))), [1n, 0n]);
  assert.equal(send(world, ALICE, 'failAssert()').status, 2);
});

test('bench token: the supply is the holder\'s from the start', () => {
  const world = deployed('bench-token'), holder = 'f39fd6e51aad88f6f4ce6ab8827279cfffb92266', supply = 10n ** 36n;
  assert.equal(value(send(world, ALICE, 'totalSupply()')), supply);
  assert.equal(value(send(world, ALICE, 'balanceOf(address)', holder)), supply);
  ok(send(world, holder, 'transfer(address,uint256)', BOB, supply));
  revertsWith(send(world, holder, 'transfer(address,uint256)', BOB, 1), 'ERC20InsufficientBalance(address,uint256,uint256)', holder, 0, 1);
  ok(send(world, BOB, 'approve(address,uint256)', CAROL, 9));
  ok(send(world, CAROL, 'transferFrom(address,address,uint256)', BOB, holder, 9));
  assert.deepEqual([holder, BOB].map(a => value(send(world, ALICE, 'balanceOf(address)', a))), [9n, supply - 9n]);
});
