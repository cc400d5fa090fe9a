/** What tells an ELF file from others, apart from what reads one. */
const ELF_MAGIC = [0x7f, 0x45, 0x4c, 0x46];

/** Whether a file says that it is ELF. */
export function isElf(file: Uint8Array): boolean {
  return ELF_MAGIC.every((byte, i) => file[i] === byte);
}
