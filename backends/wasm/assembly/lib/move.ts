/** memory.copy between places apart, without the cost of the call where there is little; bytes in fours. */
export function move(to: usize, from: usize, bytes: usize): void {
  if (bytes > 256) {
    memory.copy(to, from, bytes);
    return;
  }
  if (bytes >= 16) {
    const end = to + bytes - 16;
    const last = v128.load(from + bytes - 16);
    for (; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
    v128.store(end, last);
    return;
  }
  if (bytes & 8) {
    store<u64>(to, load<u64>(from));
    to += 8;
    from += 8;
  }
  if (bytes & 4) store<u32>(to, load<u32>(from));
}
