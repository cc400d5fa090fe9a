/** Bytes as `hexdump` prints them, eight a line; `--` where nothing is mapped, `*` for lines like the one before. */
const A_LINE = 8;

export function hexDump(bytes: readonly (number | null)[]): string {
  const lines: string[] = [];
  let before = '';
  for (let at = 0; at < bytes.length; at += A_LINE) {
    const line = bytes
      .slice(at, at + A_LINE)
      .map((byte) => byte?.toString(16).padStart(2, '0') ?? '--')
      .join(' ');
    if (line !== before) lines.push(`${at.toString(16).padStart(3, '0')}  ${line}`);
    else if (lines.at(-1) !== '*') lines.push('*');
    before = line;
  }
  if (lines.at(-1) === '*') lines.push(bytes.length.toString(16).padStart(3, '0'));
  return lines.join('\n');
}
