// What the acceptance scripts of the clients share: the token, its accounts, and how they report.
import { readFileSync } from 'node:fs';

const contracts = new URL('../../src/main/resources/dev/assay/contracts/', import.meta.url);
export const abi = JSON.parse(readFileSync(new URL('erc20.abi.json', contracts)));
export const wasm = readFileSync(new URL('erc20.wasm', contracts));
export const bytecode = `0x${wasm.toString('hex')}`;
export const phrase = 'test test test test test test test test test test test junk';
export const [url = process.env.ASSAY_URL, ipc] = process.argv.slice(2);
export const socket = url.replace(/^http/, 'ws');

let passed = 0;
export const ok = text => { passed += 1; console.log(`ok ${text}`); };
export const finish = () => { console.log(`${passed} passed`); process.exit(0); };

/** What a promise is rejected with. */
export const rejection = promise => promise.then(
  value => { throw new Error(`not refused: ${value}`); }, error => error);

/** Waits for a condition, because events come when they come. */
export async function until(holds, what) {
  for (let i = 0; i < 200; i += 1) {
    if (await holds()) return;
    await new Promise(next => setTimeout(next, 50));
  }
  throw new Error(`never: ${what}`);
}
