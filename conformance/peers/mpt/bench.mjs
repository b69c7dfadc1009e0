// Updates a second and proofs a second of @ethereumjs/mpt, in memory.
// node bench.mjs ACCOUNTS UPDATES
// As our own work of one thread, by what it got of a processor, so that whatever else the machine
// does takes nothing from it; by the clock where helpers of node's took more.
import { createMerkleProof, MerklePatriciaTrie } from "@ethereumjs/mpt";
import { createHash } from "node:crypto";

const [accounts, updates] = process.argv.slice(2).map(Number);
const digest = (text) => new Uint8Array(createHash("sha256").update(text).digest());
const value = (account, round) => {
  const bytes = new Uint8Array(79);
  bytes.set(digest(`${account}/${round}`), 0);
  bytes[0] |= 1;
  return bytes;
};
const keys = Array.from({ length: accounts }, (_, i) => digest(`key ${i}`));
const trie = new MerklePatriciaTrie();
for (let i = 0; i < accounts; i++) await trie.put(keys[i], value(i, 0));

const begin = () => ({ clock: process.hrtime.bigint(), processor: process.cpuUsage() });
const nanosSince = (start) => {
  const { user, system } = process.cpuUsage(start.processor);
  return Math.min(Number(process.hrtime.bigint() - start.clock), 1000 * (user + system));
};

let best = Infinity;
for (let round = 1; round <= 3; round++) {
  const start = begin();
  for (let i = 0; i < updates; i++) {
    const account = (i * 7919 + round * 104729) % accounts;
    await trie.put(keys[account], value(account, round));
  }
  best = Math.min(best, nanosSince(start) / updates);
}
let proof = Infinity;
for (let round = 0; round < 3; round++) {
  const start = begin();
  for (let i = 0; i < 300; i++) await createMerkleProof(trie, keys[(i * 6007) % accounts]);
  proof = Math.min(proof, nanosSince(start) / 300);
}
console.log(JSON.stringify({ updateNanos: best, proofNanos: proof }));
