// web3.js over HTTP, WebSocket and the local socket: node web3js.mjs URL [IPC]
import assert from 'node:assert/strict';
import { Web3 } from 'web3';
import { IpcProvider } from 'web3-providers-ipc';
import { abi, bytecode, finish, ipc, ok, phrase, rejection, socket, until, url } from './token.mjs';

async function tour(name, web3, live) {
  const [alice, bob, , , , dave] = await web3.eth.getAccounts();
  assert.equal(await web3.eth.getChainId(), 31337n);
  assert.equal(await web3.eth.net.isListening(), true);
  ok(`${name}: connect`);

  const paid = await web3.eth.sendTransaction({ from: dave, to: bob, value: 1n });
  assert.equal(paid.status, 1n);
  ok(`${name}: send from a node account`);
  const own = web3.eth.accounts.wallet.create(1)[0].address;
  await web3.eth.sendTransaction({ from: dave, to: own, value: 10n ** 17n });
  assert.equal((await web3.eth.sendTransaction({ from: own, to: bob, value: 1n })).status, 1n);
  ok(`${name}: send signed here`);

  const token = await new web3.eth.Contract(abi).deploy({ data: bytecode }).send({ from: alice });
  assert.equal(await web3.eth.getCode(token.options.address), bytecode);
  ok(`${name}: deploy`);
  await token.methods.initialize('Example Token', 'EXA', alice).send({ from: alice });
  await token.methods.mint(alice, 1000n).send({ from: alice });

  const seen = [];
  const heads = [];
  if (live) {
    const transfers = await token.events.Transfer();
    transfers.on('data', log => seen.push(log.returnValues.value));
    const blocks = await web3.eth.subscribe('newBlockHeaders');
    blocks.on('data', head => heads.push(head.number));
  }
  const receipt = await token.methods.transfer(bob, 5n).send({ from: alice });
  if (live) {
    await until(() => seen.length > 0 && heads.includes(receipt.blockNumber), 'the event and the block');
    assert.deepEqual(seen, [5n]);
    await web3.eth.clearSubscriptions();
    ok(`${name}: live events and blocks`);
  }
  assert.equal(await token.methods.balanceOf(bob).call(), 5n);
  ok(`${name}: call`);
  const logs = await token.getPastEvents('Transfer', { fromBlock: 0, filter: { to: bob } });
  assert.equal(logs.length, 1);
  ok(`${name}: logs`);
  const refusal = await rejection(token.methods.transfer(alice, 6n).call({ from: bob }));
  const inner = refusal.innerError ?? refusal.cause;
  assert.equal(inner.errorName, 'ERC20InsufficientBalance');
  ok(`${name}: custom error`);
  const history = await web3.eth.getFeeHistory(4, 'latest', [10, 50]);
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  const fees = await web3.eth.calculateFeeData();
  assert(fees.maxFeePerGas > fees.maxPriorityFeePerGas);
  ok(`${name}: fees`);
}

assert.equal(phrase.split(' ').length, 12);
await tour('http', new Web3(url), false);
const ws = new Web3(socket);
await tour('websocket', ws, true);
ws.currentProvider.disconnect();
if (ipc) {
  const local = new IpcProvider(ipc);
  // No live events: when a stream joins a notification with an answer, web3.js loses the answer.
  await tour('local socket', new Web3(local), false);
  local.disconnect();
}
finish();
