// A token on Assay from plain ethers. Start `./assay dev`, then here: npm ci && node tour.mjs [URL]
import { readFileSync } from 'node:fs';
import { ContractFactory, HDNodeWallet, JsonRpcProvider, formatEther, parseEther } from 'ethers';

const contracts = new URL('../../src/main/resources/dev/assay/contracts/', import.meta.url);
const abi = JSON.parse(readFileSync(new URL('erc20.abi.json', contracts)));
const wasm = readFileSync(new URL('erc20.wasm', contracts));

const phrase = 'test test test test test test test test test test test junk';
const url = process.argv[2] ?? 'http://127.0.0.1:8545';
const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 }); // blocks are instant: nonces must be fresh
const [alice, bob] = [0, 1].map(i => HDNodeWallet.fromPhrase(phrase, '', `m/44'/60'/0'/0/${i}`).connect(provider));
console.log(`chain ${(await provider.getNetwork()).chainId}, block ${await provider.getBlockNumber()}`);

const token = await new ContractFactory(abi, wasm, alice).deploy(); // the module is the bytecode
await token.waitForDeployment();
console.log(`${wasm.length} bytes of Wasm live at ${await token.getAddress()}`);

await (await token.initialize('Example Token', 'EXA', alice)).wait();
await (await token.mint(alice, parseEther('1000'))).wait();
const receipt = await (await token.transfer(bob, parseEther('250'))).wait();
console.log(`transfer: block ${receipt.blockNumber}, ${receipt.gasUsed} gas, ${receipt.logs.length} log`);

for (const who of [alice, bob]) {
  console.log(`${who.address} holds ${formatEther(await token.balanceOf(who))} ${await token.symbol()}`);
}
for (const { blockNumber, args: [from, to, amount] } of await token.queryFilter('Transfer')) {
  console.log(`block ${blockNumber}: ${from} -> ${to} ${formatEther(amount)}`);
}

try {
  await token.connect(bob).transfer.staticCall(alice, parseEther('251'));
} catch ({ revert }) {
  console.log(`refused: ${revert.name}(${revert.args.join(', ')})`);
}
provider.destroy();
