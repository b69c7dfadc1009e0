// viem over HTTP and WebSocket: node viem.mjs URL
import assert from 'node:assert/strict';
import { ContractFunctionRevertedError, createPublicClient, createTestClient, createWalletClient, getContract, http, parseEther, verifyMessage, webSocket } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry, hardhat } from 'viem/chains';
import { abi, bytecode, finish, ok, phrase, rejection, socket, until, url } from './token.mjs';

const [alice, bob] = [0, 1].map(addressIndex => mnemonicToAccount(phrase, { addressIndex }));

async function tour(name, transport) {
  const reader = createPublicClient({ chain: foundry, transport, pollingInterval: 50, cacheTime: 0 });
  const wallet = createWalletClient({ account: alice, chain: foundry, transport });
  const mined = async hash => reader.waitForTransactionReceipt({ hash: await hash });
  assert.equal(await reader.getChainId(), 31337);
  ok(`${name}: connect`);

  const paid = await mined(wallet.sendTransaction({ to: bob.address, value: 1n }));
  assert.equal(paid.status, 'success');
  assert.equal((await reader.getTransaction({ hash: paid.transactionHash })).blockHash, paid.blockHash);
  ok(`${name}: send`);

  const { contractAddress: address } = await mined(wallet.deployContract({ abi, bytecode }));
  assert.equal(await reader.getCode({ address }), bytecode);
  ok(`${name}: deploy`);
  const token = getContract({ address, abi, client: { public: reader, wallet } });
  await mined(token.write.initialize(['Example Token', 'EXA', alice.address]));
  await mined(token.write.mint([alice.address, parseEther('10')]));

  const seen = [];
  const heads = [];
  const stops = [
    token.watchEvent.Transfer({}, { onLogs: logs => seen.push(...logs) }),
    reader.watchBlockNumber({ onBlockNumber: number => heads.push(number) }),
  ];
  await new Promise(next => setTimeout(next, 500));
  const receipt = await mined(token.write.transfer([bob.address, 5n]));
  await until(() => seen.length > 0 && heads.includes(receipt.blockNumber), 'the event and the block');
  assert.equal(seen.length, 1);
  assert.equal(seen[0].args.value, 5n);
  stops.forEach(stop => stop());
  ok(`${name}: live events and blocks`);

  assert.equal(await token.read.balanceOf([bob.address]), 5n);
  ok(`${name}: call`);
  const logs = await token.getEvents.Transfer({ to: bob.address }, { fromBlock: 0n });
  assert.equal(logs.length, 1);
  ok(`${name}: logs`);

  const refusal = await rejection(token.simulate.transfer([alice.address, 6n], { account: bob }));
  const { data } = refusal.walk(cause => cause instanceof ContractFunctionRevertedError);
  assert.equal(data.errorName, 'ERC20InsufficientBalance');
  assert.deepEqual(data.args, [bob.address, 5n, 6n]);
  ok(`${name}: custom error`);

  const fees = await reader.estimateFeesPerGas();
  assert(fees.maxFeePerGas > fees.maxPriorityFeePerGas);
  const history = await reader.getFeeHistory({ blockCount: 4, rewardPercentiles: [10, 50] });
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  ok(`${name}: fees`);

  const proof = await reader.getProof({ address, storageKeys: [] });
  assert.equal(proof.address.toLowerCase(), address.toLowerCase());
  const simulated = await reader.simulateCalls({
    account: alice.address, calls: [{ to: address, abi, functionName: 'balanceOf', args: [bob.address] }],
  });
  assert.equal(simulated.results[0].result, 5n);
  ok(`${name}: proof and simulation`);
}

await tour('http', http(url));
await tour('websocket', webSocket(socket));

const node = createWalletClient({ chain: foundry, transport: http(url) });
const accounts = await node.getAddresses();
assert.equal(accounts.length, 10);
const signature = await node.signMessage({ account: accounts[2], message: 'hello' });
assert(await verifyMessage({ address: accounts[2], message: 'hello', signature }));
await node.sendTransaction({ account: accounts[2], to: accounts[3], value: 1n });
ok('http: node accounts');

const reader = createPublicClient({ chain: foundry, transport: http(url), cacheTime: 0 });
for (const mode of ['anvil', 'hardhat']) {
  const test = createTestClient({ chain: mode === 'anvil' ? foundry : hardhat, mode, transport: http(url) });
  const stranger = '0x00000000000000000000000000000000000000ee';
  const id = await test.snapshot();
  await test.setBalance({ address: stranger, value: 10n ** 18n });
  await test.impersonateAccount({ address: stranger });
  await node.sendTransaction({ account: stranger, to: accounts[0], value: 1n });
  await test.stopImpersonatingAccount({ address: stranger });
  await test.mine({ blocks: 3, interval: 60 });
  await test.increaseTime({ seconds: 100 });
  await test.setNextBlockBaseFeePerGas({ baseFeePerGas: 77n });
  await test.mine({ blocks: 1 });
  assert.equal((await reader.getBlock()).baseFeePerGas, 77n);
  await test.setCode({ address: stranger, bytecode: '0x01' });
  await test.setNonce({ address: stranger, nonce: 9 });
  await test.setStorageAt({ address: stranger, index: 1, value: `0x${'11'.repeat(32)}` });
  assert.equal(await reader.getStorageAt({ address: stranger, slot: '0x1' }), `0x${'11'.repeat(32)}`);
  const { pending } = await test.getTxpoolStatus();
  assert.equal(pending, 0);
  if (mode === 'anvil') {
    const dump = await test.dumpState();
    await test.setBalance({ address: stranger, value: 1n });
    await test.loadState({ state: dump });
    assert(await reader.getBalance({ address: stranger }) > 1n);
  }
  await test.revert({ id });
  assert.equal(await reader.getBalance({ address: stranger }), 0n);
  ok(`http: test client for ${mode}`);
}
finish();
