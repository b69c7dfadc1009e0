// The same token from plain viem. Start `./assay dev`, then here: npm ci && node tour.mjs [URL]
import { readFileSync } from 'node:fs';
import { ContractFunctionRevertedError, createPublicClient, createWalletClient, formatEther, http, parseEther } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';

const contracts = new URL('../../src/main/resources/dev/assay/contracts/', import.meta.url);
const abi = JSON.parse(readFileSync(new URL('erc20.abi.json', contracts)));
const bytecode = '0x' + readFileSync(new URL('erc20.wasm', contracts)).toString('hex');

const phrase = 'test test test test test test test test test test test junk';
const [alice, bob] = [0, 1].map(addressIndex => mnemonicToAccount(phrase, { addressIndex }));
const transport = http(process.argv[2] ?? 'http://127.0.0.1:8545');
const reader = createPublicClient({ chain: foundry, transport, pollingInterval: 50 });
const wallet = createWalletClient({ account: alice, chain: foundry, transport });
const mined = async hash => reader.waitForTransactionReceipt({ hash: await hash });
console.log(`chain ${await reader.getChainId()}, block ${await reader.getBlockNumber()}`);

const { contractAddress: address } = await mined(wallet.deployContract({ abi, bytecode }));
console.log(`${(bytecode.length - 2) / 2} bytes of Wasm live at ${address}`);

const token = { address, abi };
const send = (functionName, ...args) => mined(wallet.writeContract({ ...token, functionName, args }));
const read = (functionName, ...args) => reader.readContract({ ...token, functionName, args });
await send('initialize', 'Example Token', 'EXA', alice.address);
await send('mint', alice.address, parseEther('1000'));
const receipt = await send('transfer', bob.address, parseEther('250'));
console.log(`transfer: block ${receipt.blockNumber}, ${receipt.gasUsed} gas, ${receipt.logs.length} log`);

for (const who of [alice, bob]) {
  console.log(`${who.address} holds ${formatEther(await read('balanceOf', who.address))} ${await read('symbol')}`);
}
for (const { blockNumber, args } of await reader.getContractEvents({ ...token, eventName: 'Transfer', fromBlock: 0n })) {
  console.log(`block ${blockNumber}: ${args.from} -> ${args.to} ${formatEther(args.value)}`);
}

try {
  await reader.simulateContract({ ...token, account: bob, functionName: 'transfer', args: [alice.address, parseEther('251')] });
} catch (error) {
  const { data } = error.walk(cause => cause instanceof ContractFunctionRevertedError);
  console.log(`refused: ${data.errorName}(${data.args.join(', ')})`);
}
