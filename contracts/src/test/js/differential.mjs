// Runs the worlds of a JSON file on the second host and prints what became of each transaction:
// {"status", "output", "logs": [{"address", "topics", "data"}]}, a line each; or null from where so many
// creations have collided that gas, which this host does not count, may have run out.
import fs from 'node:fs';
import { World, bytes, hex } from './host.mjs';

for (const { surroundings, contracts, transactions } of JSON.parse(fs.readFileSync(process.argv[2]))) {
  const world = new World();
  world.surroundings = surroundings;
  world.account(surroundings.origin).balance = 1n << 200n;
  for (const { address, wasm } of contracts) world.deploy(address, bytes(wasm));
  let unknown = false;
  for (const { to, value, data } of transactions) {
    world.logs.length = world.collisions = 0;
    const result = world.call({ from: surroundings.origin, to, value: BigInt(value), data: bytes(data) });
    world.endTransaction();
    unknown ||= world.collisions > 2;
    console.log(unknown ? 'null' : JSON.stringify({
      status: result.status,
      output: hex(result.status === 2 ? [] : result.output),
      logs: result.status === 0 ? world.logs : [],
    }));
  }
}
