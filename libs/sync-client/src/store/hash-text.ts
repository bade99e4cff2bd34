/**
 * 128 bits of a text as 32 hexadecimal digits (cyrb53's mixing, run with four seeds). It names databases and schemas;
 * it protects nothing. Unlike `crypto.subtle` it is there on plain HTTP origins too.
 */
export function hashText(text: string): string {
  return [0, 1, 2, 3].map((seed) => mix(text, seed)).join('');
}

function mix(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return (high >>> 0).toString(16).padStart(8, '0');
}
