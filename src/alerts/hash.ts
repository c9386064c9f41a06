// Fowler-Noll-Vo 1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/. It tells texts apart that nobody makes
// alike on purpose; Web Crypto, which could more, is missing where Grafana is served without TLS.
const OFFSET_BASIS = BigInt('0xcbf29ce484222325');
const PRIME = BigInt('0x100000001b3');
const BITS = 64;
const HEX_DIGITS = 16;

/** The 64-bit FNV-1a hash of a text's UTF-8 bytes, in 16 hexadecimal digits. */
export function hash(text: string): string {
  let value = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(text)) {
    value = BigInt.asUintN(BITS, (value ^ BigInt(byte)) * PRIME);
  }
  return value.toString(16).padStart(HEX_DIGITS, '0');
}
