// The same token from plain web3.js. Start `./assay dev`, then here: npm ci && node tour.mjs [URL]
import { readFileSync } from 'node:fs';
import { Web3 } from 'web3';

const contracts = new URL('../../src/main/resources/dev/assay/contracts/', import.meta.url);
const abi = JSON.parse(readFileSync(new URL('erc20.abi.json', contracts)));
const data = '0x' + readFileSync(new URL('erc20.wasm', contracts)).toString('hex');

const web3 = new Web3(process.argv[2] ?? 'http://127.0.0.1:8545');
web3.eth.transactionPollingInterval = 50;
const [alice, bob] = [ // the keys every local chain prints
  '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
].map(key => web3.eth.accounts.wallet.add(key).at(-1).address);
console.log(`chain ${await web3.eth.getChainId()}, block ${await web3.eth.getBlockNumber()}`);

const token = await new web3.eth.Contract(abi).deploy({ data }).send({ from: alice });
console.log(`${(data.length - 2) / 2} bytes of Wasm live at ${token.options.address}`);

const send = (from, method, ...args) => token.methods[method](...args).send({ from });
const read = (method, ...args) => token.methods[method](...args).call();
const units = amount => web3.utils.fromWei(amount, 'ether');
await send(alice, 'initialize', 'Example Token', 'EXA', alice);
await send(alice, 'mint', alice, web3.utils.toWei('1000', 'ether'));
const receipt = await send(alice, 'transfer', bob, web3.utils.toWei('250', 'ether'));
console.log(`transfer: block ${receipt.blockNumber}, ${receipt.gasUsed} gas, ${receipt.logs.length} log`);

for (const who of [alice, bob]) console.log(`${who} holds ${units(await read('balanceOf', who))} ${await read('symbol')}`);
for (const { blockNumber, returnValues: { from, to, value } } of await token.getPastEvents('Transfer', { fromBlock: 0 })) {
  console.log(`block ${blockNumber}: ${from} -> ${to} ${units(value)}`);
}

try {
  await token.methods.transfer(alice, web3.utils.toWei('251', 'ether')).call({ from: bob });
} catch ({ cause: { errorName, errorArgs } }) {
  console.log(`refused: ${errorName}(${[0, 1, 2].map(i => errorArgs[i]).join(', ')})`);
}
