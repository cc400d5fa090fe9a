/** A link to a moment: the run as JSON, deflated, in the hash. `#run=1.` and base64url of a check sum and the deflated text. */
import { FORMAT, readShared, writeShared, type Reading, type SharedRun } from '../core/formats/shared-run.ts';
import { MOST_INFLATED } from '../core/limits.ts';

const MARK = '#run=';
const SUM_BYTES = 4;

export async function encodeLink(run: SharedRun): Promise<string> {
  const deflated = await deflate(writeShared(run));
  const bytes = new Uint8Array(SUM_BYTES + deflated.length);
  new DataView(bytes.buffer).setUint32(0, checkSum(deflated));
  bytes.set(deflated, SUM_BYTES);
  return `${MARK}${FORMAT}.${toBase64Url(bytes)}`;
}

/** The same as the text of a file. */
export function fileText(run: SharedRun): string {
  return writeShared(run, 2);
}

/** What a hash holds; null if it is no link to a run. Never throws: what is wrong is said in the reading. */
export async function decodeLink(hash: string): Promise<Reading | null> {
  if (!hash.startsWith(MARK)) return null;
  const [, version = '', payload = ''] = /^(\d{1,6})\.(.*)$/s.exec(hash.slice(MARK.length)) ?? [];
  const bytes = fromBase64Url(payload);
  const deflated = bytes.subarray(SUM_BYTES);
  const sound =
    bytes.length > SUM_BYTES &&
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === checkSum(deflated);
  const reading = readShared(await inflate(deflated), 'This link');
  if (version !== '' && Number(version) !== FORMAT) {
    return {
      shared: reading.shared,
      problem: `This link was made by another version of Tagscope (its format is ${Number(version)}, this one reads ${FORMAT}); what both know was kept.`,
    };
  }
  if (sound || reading.problem !== null) return reading;
  return { shared: reading.shared, problem: 'This link is damaged; what could be read was kept.' };
}

async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** As much of the text as comes out before the stream breaks. */
async function inflate(bytes: Uint8Array): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    const stream = new DecompressionStream('deflate-raw');
    const writer = stream.writable.getWriter();
    const fed = writer.write(Uint8Array.from(bytes)).then(() => writer.close());
    // The reader below meets the same error.
    fed.catch(() => undefined);
    const reader = stream.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || text.length > MOST_INFLATED) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // Damaged from here on.
  }
  return text;
}

/** FNV-1a, 32 bits: tells damage, not malice. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What can be read of a text: other characters, such as a line break that mail put in, are left out. */
function fromBase64Url(text: string): Uint8Array {
  const clean = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/]/g, '');
  // One character alone in the last four holds no byte.
  const binary = atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
