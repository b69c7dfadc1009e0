#!/usr/bin/env bash
# cast over HTTP, WebSocket and the local socket: cast.sh URL IPC
set -euo pipefail
shopt -s lastpipe
export ETH_RPC_URL=$1 ETH_TIMEOUT=60
readonly WASM=../../src/main/resources/dev/assay/contracts/erc20.wasm
readonly KEY=0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80
readonly ALICE=0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
readonly BOB=0x70997970C51812dc3A010C7d01b50e0d17dc79C8
passed=0

cast() { node_modules/@foundry-rs/cast-linux-amd64/bin/cast "$@"; }
ok() { passed=$((passed + 1)); echo "ok $1"; }
# is WHAT EXPECTED: the output of the command on the standard input holds the text
is() {
  local output
  output=$(cat)
  [[ $output == *"$2"* ]] || { echo "$1: want $2, have $output"; exit 1; }
  ok "$1"
}

for url in "$1" "${1/http/ws}" "$2"; do
  cast chain-id --rpc-url "$url" | is "connect to ${url%%:*}" 31337
done
cast send --private-key $KEY --value 1 $BOB | is "send" "1 (success)"
cast send --private-key $KEY --value 1 $BOB --legacy | is "send a legacy transaction" "1 (success)"
token=$(cast send --private-key $KEY --json --create "0x$(od -An -v -tx1 $WASM | tr -d ' \n')" |
  sed 's/.*"contractAddress":"\([^"]*\)".*/\1/')
cast code "$token" | is "deploy" 0x0061736d
cast send --private-key $KEY "$token" 'initialize(string,string,address)' Token TOK $ALICE > /dev/null
cast send --private-key $KEY "$token" 'mint(address,uint256)' $ALICE 1000 > /dev/null
cast send --unlocked --from $ALICE "$token" 'transfer(address,uint256)' $BOB 5 |
  is "send from a node account" "1 (success)"
cast call "$token" 'balanceOf(address)(uint256)' $BOB | is "call" 5
(cast call "$token" 'transfer(address,uint256)' $ALICE 6 --from $BOB 2>&1 || true) |
  is "custom error" 0xe450d38c
cast logs --from-block 0 --address "$token" 'Transfer(address indexed,address indexed,uint256)' |
  is "logs" 0xddf252ad
cast rpc eth_feeHistory 0x4 latest '[50]' | is "fee history" baseFeePerGas
cast estimate "$token" 'balanceOf(address)' $BOB | is "estimate" ""
cast access-list "$token" 'balanceOf(address)' $BOB | is "access list" "gas used"
cast proof "$token" 0 | is "proof" accountProof
cast rpc anvil_setBalance $BOB 0x5 > /dev/null
cast balance $BOB | is "control" 5
hash=$(cast send --private-key $KEY --value 1 $BOB --json | sed 's/.*"transactionHash":"\([^"]*\)".*/\1/')
cast rpc debug_traceTransaction "$hash" '{"tracer":"callTracer"}' | is "trace" '"type":"CALL"'
cast receipt "$hash" | is "receipt" "$hash"
echo "$passed passed"
