// The counter again, in AssemblyScript: same ABI, same storage, same events as counter.c.
// Build: npm ci && npm run build. No allocation, so no runtime and no growing memory.
import {
  emit_log, exit_early, msg_sender, msg_value, read_args, storage_cache_bytes32, storage_flush_cache,
  storage_load_bytes32, write_result,
} from './vm_hooks';

const INCREMENT: u32 = 0xd09de08a;
const ADD: u32 = 0x1003e2d2;
const COUNT: u32 = 0x06661abd;

const input = memory.data(36);
const slot = memory.data(32); // zero: the count is the first variable
const count = memory.data(32);
const value = memory.data(32);
const log = memory.data(96); // topic, sender, data
const overflow = memory.data<u8>([
  0x08, 0xc3, 0x79, 0xa0, // Error(string)
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17,
  0x63, 0x6f, 0x75, 0x6e, 0x74, 0x65, 0x72, 0x3a, 0x20, 0x6f, 0x76, 0x65, 0x72, 0x66, 0x6c, 0x6f, 0x77,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);
const increased = memory.data<u8>([ // keccak256("Increased(address,uint256)")
  0x07, 0x1c, 0x8a, 0xf8, 0x70, 0x7b, 0xfe, 0xb7, 0xb8, 0x18, 0x62, 0x95, 0x47, 0x9b, 0xbf, 0xfc,
  0xaf, 0xf1, 0x5c, 0x8c, 0xca, 0x8e, 0x97, 0x27, 0x04, 0x6e, 0x8b, 0x02, 0x15, 0xc0, 0x1f, 0xcb,
]);

function revert(data: usize, length: u32): void {
  write_result(data, length);
  exit_early(1);
}

/** sum += addend over big-endian words; whether it wrapped */
function add(sum: usize, addend: usize): bool {
  let carry: u64 = 0;
  for (let at: i32 = 24; at >= 0; at -= 8) {
    const a = bswap(load<u64>(sum + at)), b = bswap(load<u64>(addend + at));
    const partial = a + b, total = partial + carry;
    carry = u64(partial < a) | u64(total < partial);
    store<u64>(sum + at, bswap(total));
  }
  return carry != 0;
}

function increase(): void {
  storage_load_bytes32(slot, count);
  if (add(count, value)) revert(overflow, 100);
  storage_cache_bytes32(slot, count);
  memory.copy(log, increased, 32);
  msg_sender(log + 44);
  memory.copy(log + 64, count, 32);
  emit_log(log, 96, 2);
  storage_flush_cache(0);
}

export function user_entrypoint(length: u32): u32 {
  msg_value(value);
  for (let at = 0; at < 32; at += 8) if (load<u64>(value + at) != 0) return 1;
  if (length < 4 || length > 36) return 1;
  read_args(input);
  switch (bswap(load<u32>(input))) {
    case INCREMENT: {
      store<u8>(value, 1, 31);
      increase();
      return 0;
    }
    case ADD: {
      if (length < 36) return 1;
      memory.copy(value, input + 4, 32);
      increase();
      return 0;
    }
    case COUNT: {
      storage_load_bytes32(slot, count);
      write_result(count, 32);
      return 0;
    }
    default:
      return 1;
  }
}
