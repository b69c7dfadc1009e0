// Writes the contract set of the chain benchmark for Assay: node artefact.mjs > assay.json
// Same fields, ABI and work as the Solidity set; the modules are those of contracts/.
import { readFileSync } from 'node:fs';

const contracts = new URL('../../../contracts/src/main/', import.meta.url);
const code = name => '0x' + readFileSync(new URL(`resources/dev/assay/contracts/${name}.wasm`, contracts)).toString('hex');
const header = name => readFileSync(new URL(`wasm-src/${name}/${name}_abi.h`, contracts), 'utf8');
const selector = (name, constant) => header(name).match(new RegExp(`FUNCTION_${constant} (0x[0-9a-f]{8})u`))[1];
const call = (constant, parameters = '') => selector('compute', constant) + parameters;

console.log(JSON.stringify({
  name: 'assay-c', compiler: 'clang 19.1.7 -O2',
  token: {
    deployData: code('bench-token'), deployGas: 10_000_000,
    transfer: selector('bench-token', 'TRANSFER') + '{to}{amount}', transferGas: 80_000,
    balanceOf: selector('bench-token', 'BALANCE_OF') + '{addr}', balanceOfReturnsUint256At: 0,
  },
  compute: {
    deployData: code('compute'), deployGas: 10_000_000,
    hashLoop: call('HASH_LOOP', '{n}'), aluLoop: call('ALU_LOOP', '{n}'), ticks: call('TICKS', '{n}'),
    fill: call('FILL', '{from}{n}'), failString: call('FAIL_STRING'), failCustom: call('FAIL_CUSTOM'),
    failPanic: call('FAIL_PANIC', '{n}'), failAssert: call('FAIL_ASSERT'), spin: call('SPIN'),
  },
}, null, 1));
