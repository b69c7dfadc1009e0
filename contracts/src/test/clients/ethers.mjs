// ethers over HTTP, WebSocket and the local socket: node ethers.mjs URL [IPC]
import assert from 'node:assert/strict';
import { ContractFactory, HDNodeWallet, IpcSocketProvider, JsonRpcProvider, WebSocketProvider, parseEther, verifyMessage } from 'ethers';
import { abi, finish, ipc, ok, phrase, rejection, socket, until, url, wasm } from './token.mjs';

const wallet = (i, provider) => HDNodeWallet.fromPhrase(phrase, '', `m/44'/60'/0'/0/${i}`).connect(provider);
const fresh = { cacheTimeout: -1, pollingInterval: 50 };

async function tour(name, provider) {
  const [alice, bob] = [wallet(0, provider), wallet(1, provider)];
  assert.equal((await provider.getNetwork()).chainId, 31337n);
  ok(`${name}: connect`);

  const payment = await alice.sendTransaction({ to: bob, value: 1n });
  const paid = await payment.wait();
  assert.equal(paid.status, 1);
  assert.equal(paid.gasUsed, 21000n);
  assert.deepEqual((await provider.getTransaction(payment.hash)).blockHash, paid.blockHash);
  ok(`${name}: send`);

  const token = await new ContractFactory(abi, wasm, alice).deploy();
  await token.waitForDeployment();
  assert.equal(await provider.getCode(token), `0x${wasm.toString('hex')}`);
  ok(`${name}: deploy`);
  await (await token.initialize('Example Token', 'EXA', alice)).wait();
  await (await token.mint(alice, parseEther('10'))).wait();

  const seen = [];
  const heads = [];
  await token.on('Transfer', (from, to, value) => seen.push([from, to, value]));
  await provider.on('block', number => heads.push(number));
  await new Promise(next => setTimeout(next, 300));
  const receipt = await (await token.transfer(bob, 5n)).wait();
  await until(() => seen.length > 0 && heads.includes(receipt.blockNumber), 'the event and the block');
  assert.deepEqual(seen, [[alice.address, bob.address, 5n]]);
  await token.removeAllListeners();
  await provider.removeAllListeners();
  ok(`${name}: live events and blocks`);

  assert.equal(await token.balanceOf(bob), 5n);
  ok(`${name}: call`);
  const logs = await token.queryFilter(token.filters.Transfer(null, bob));
  assert.equal(logs.length, 1);
  assert.equal(logs[0].args.value, 5n);
  ok(`${name}: logs`);

  const refusal = await rejection(token.connect(bob).transfer.staticCall(alice, 6n));
  assert.equal(refusal.revert.name, 'ERC20InsufficientBalance');
  assert.deepEqual([...refusal.revert.args], [bob.address, 5n, 6n]);
  const unsent = await rejection(token.connect(bob).transfer(alice, 6n));
  assert.equal(unsent.code, 'CALL_EXCEPTION');
  ok(`${name}: custom error`);

  const fees = await provider.getFeeData();
  assert(fees.maxFeePerGas > fees.maxPriorityFeePerGas);
  const history = await provider.send('eth_feeHistory', ['0x4', 'latest', [10, 50]]);
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  ok(`${name}: fees`);

  const lowNonce = await rejection(alice.sendTransaction({ to: bob, nonce: 0 }));
  assert.equal(lowNonce.code, 'NONCE_EXPIRED');
  const poor = await rejection(
    HDNodeWallet.createRandom().connect(provider).sendTransaction({ to: bob, value: 1n, gasLimit: 21000n }));
  assert.equal(poor.code, 'INSUFFICIENT_FUNDS');
  ok(`${name}: refusals have their codes`);
}

const http = new JsonRpcProvider(url, undefined, fresh);
await tour('http', http);
const carol = await http.getSigner(2);
assert.equal((await http.listAccounts()).length, 10);
assert.equal((await (await carol.sendTransaction({ to: carol, value: 1n })).wait()).status, 1);
assert.equal(verifyMessage('hello', await carol.signMessage('hello')), carol.address);
ok('http: node accounts');
http.destroy();

const ws = new WebSocketProvider(socket, undefined, { cacheTimeout: -1 });
await tour('websocket', ws);
await ws.destroy();

if (ipc) {
  const local = new IpcSocketProvider(ipc, undefined, { cacheTimeout: -1 });
  await tour('local socket', local);
  local.destroy();
}
finish();
