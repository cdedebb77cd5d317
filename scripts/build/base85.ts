/**
 * The alphabet of Z85 (https://rfc.zeromq.org/spec/32/): five characters stand for four bytes, where base64 takes more than
 * five, and none of them needs to be escaped in a string of JavaScript, nor in a block of YAML.
 */
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

const base = alphabet.length;
const bytesInWord = 4;
const digitsInWord = 5;

const digitsOf = (word: number): string =>
  Array.from({ length: digitsInWord }, (_, index) =>
    alphabet.charAt(Math.floor(word / base ** (digitsInWord - 1 - index)) % base),
  ).join('');

/** The bytes as text. Zeros fill the last word: whoever reads it must know where the bytes end, as a decompressor does. */
export const base85 = (bytes: Buffer): string => {
  const whole = Buffer.alloc(Math.ceil(bytes.length / bytesInWord) * bytesInWord);
  bytes.copy(whole);
  return Array.from({ length: whole.length / bytesInWord }, (_, index) =>
    digitsOf(whole.readUInt32BE(index * bytesInWord)),
  ).join('');
};

/** JavaScript that has the bytes of such a text in `bytes`. It runs whenever a function starts, hence a plain loop. */
export const fromBase85 = (text: string): string => `
const text = '${text}';
const bytes = Buffer.alloc((text.length / ${digitsInWord}) * ${bytesInWord});
for (let place = 0, word = 0; place < text.length; ) {
  word = word * ${base} + '${alphabet}'.indexOf(text[place++]);
  if (place % ${digitsInWord} === 0) {
    bytes.writeUInt32BE(word, (place / ${digitsInWord} - 1) * ${bytesInWord});
    word = 0;
  }
}`;
