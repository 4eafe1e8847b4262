let lastMs = 0;
let count = 0;

/**
 * A time-ordered UUID (RFC 9562, version 7) for what is made in the browser. `now` in milliseconds; up to
 * 4,096 of one millisecond sort in the order in which they were made.
 */
export function uuidV7(now = Date.now()): string {
  count = now === lastMs ? count + 1 : 0;
  lastMs = now;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = now;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((count >> 8) & 0x0f) | 0x70;
  bytes[7] = count & 0xff;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
