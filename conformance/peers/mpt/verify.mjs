// Verifies proofs on standard input, one JSON object a line: root, key, nodes, and value or null.
// Prints how many hold; says which does not and exits with 1.
import { verifyMerkleProof } from "@ethereumjs/mpt";
import { bytesToHex, hexToBytes } from "@ethereumjs/util";
import { createInterface } from "node:readline";

let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { root, key, nodes, value } = JSON.parse(line);
  const found = await verifyMerkleProof(hexToBytes(key), nodes.map(hexToBytes), {
    root: hexToBytes(root),
  }).catch((error) => error);
  const told = found instanceof Uint8Array ? bytesToHex(found) : found;
  if (told !== value) {
    console.error(`${line}: ${told}`);
    process.exit(1);
  }
  count++;
}
console.log(`${count} proofs hold`);
