/**
 * A bare-metal image as a scenario file: a guest of the modelled KVM whose memory begins with the image, as a text in assembly language.
 * So links, saved files, the listing and the editor hold it as they hold any other guest's program.
 */
import type { Image } from '../arm/board/image.ts';
import { UART_BASE, UART_BYTES } from '../arm/board/virt.ts';
import { scenarios } from '../scenarios/list.ts';
import { imageText } from './image-text.ts';
import { VERSION } from './scenario-schema.ts';
import { MOST_IMAGE_PAGES } from '../limits.ts';

const PAGE = 4096;
/** Memory behind the image: for its stack, and whatever it clears itself. */
const PAGES_BEHIND = 16;
/** Constants of model C have 32 bits. */
const END_OF_ADDRESSES = 2 ** 32;

/** The text of the file, or why there is none, as a sentence without a full stop. */
export function imageScenario(
  name: string,
  { segments, entry }: Image,
  release: string,
): { readonly text: string } | { readonly refused: string } {
  const from = Math.min(...segments.map(({ address }) => address));
  const end = Math.max(...segments.map(({ address, size }) => address + size));
  const base = from - (from % PAGE);
  const imagePages = Math.ceil((end - base) / PAGE);
  if (imagePages > MOST_IMAGE_PAGES)
    return {
      refused: `from its first byte to its last the image takes ${imagePages} pages; under the modelled KVM it may take ${MOST_IMAGE_PAGES} (${(MOST_IMAGE_PAGES * PAGE) / 1024} KiB). The board runs larger ones`,
    };
  const pages = imagePages + PAGES_BEHIND;
  const endOfMemory = base + pages * PAGE;
  if (endOfMemory > END_OF_ADDRESSES)
    return { refused: 'its memory would go beyond 4 GiB, where a guest of the model has no addresses' };
  if (base < UART_BASE + UART_BYTES && endOfMemory > UART_BASE)
    return { refused: `its memory would lie over the serial port at ${hex(UART_BASE)}` };
  if (entry % 4 !== 0 || entry < base || entry >= endOfMemory)
    return { refused: `its first instruction, at ${hex(entry)}, is not in its memory` };

  const bytes = new Uint8Array(end - base);
  for (const segment of segments) bytes.set(segment.bytes, segment.address - base);
  const first = Math.floor((entry - base) / PAGE);
  const file = {
    tagscope: 'scenario',
    version: VERSION,
    id: idFor(name),
    title: `${name}, under KVM`,
    lookFor:
      'Where the image touches a page first, the host maps it, and clears its tags. What goes to the serial port comes out of KVM_RUN as KVM_EXIT_MMIO, byte by byte; KVM itself answers HVC.',
    caveat: `An instruction is one step, or as many as it has accesses. Memory goes from ${hex(base)} to ${hex(endOfMemory)}; elsewhere there is only the serial port at ${hex(UART_BASE)}. No device tree, no interrupts, one vCPU.`,
    release,
    constants: {
      TAG_BLOCKS: 1,
      IPA_BASE: base,
      GUEST_ENTRY: entry,
      NR_KVMS: 1,
      NR_MMS: 1,
      NR_TASKS: 1,
      NR_PTES: pages,
      NR_S2_PTES: pages,
      NR_FRAMES: pages + FRAMES_BESIDE,
    },
    code: codeFor(imagePages, pages),
    guest: {
      'boot.s': '// The image boots itself.\n',
      'main.s': imageText(bytes, base, entry),
      'memory.s': `// Its memory goes on with ${PAGES_BEHIND} pages that nobody has touched yet.\n`,
    },
    threads: [{ name: 'vCPU 0', role: 'KVM_RUN', entry: 'vcpu_thread', args: [0] }],
    properties: ['stale', 'registers'],
    picture: {
      // The first frame is the page of zeros that all share.
      frames: [...new Set([1 + first, 1, 1 + imagePages])],
      mappings: [
        { kind: 'user', space: 0, index: first, name: `VMM page ${first}` },
        { kind: 'stage2', space: 0, index: first, name: 'Guest page with the entry' },
        { kind: 'stage2', space: 0, index: imagePages, name: 'Guest page behind the image' },
      ],
    },
  };
  return { text: `${JSON.stringify(file, null, 1)}\n` };
}

/** The page of zeros, and one to spare. */
const FRAMES_BESIDE = 2;

function codeFor(imagePages: number, pages: number): string[] {
  return [
    '/*',
    ' * The image lies in pages that the VMM has; those behind them it gets when the',
    ' * guest touches them.',
    ' */',
    `#define IMAGE_PAGES ${imagePages}`,
    `#define GUEST_PAGES ${pages}`,
    '',
    'void prologue(void)',
    '{',
    '  struct mm_struct *vmm = &mms[0];',
    '  u32 i;',
    '',
    '  boot();',
    '  do_mmap(vmm, 0, USER_BASE, GUEST_PAGES * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);',
    '  for (i = 0; i < IMAGE_PAGES; i++)',
    '    user_str(vmm, USER_BASE + i * PAGE_SIZE, 0);',
    '  vmm_makes_vm(0, vmm, GUEST_PAGES * PAGE_SIZE);',
    '  guest_code_starts(0, vmm);',
    '}',
    '',
    "/* The VMM's thread for the vCPU. */",
    'void vcpu_thread(int vm)',
    '{',
    '  vmm_runs_vcpu(vm);',
    '}',
  ];
}

/** A name as scenario files have it: `image-hello` of `Hello.elf`; none of Tagscope's own. */
function idFor(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const id = `image-${plain}`.slice(0, 32).replace(/-$/, '');
  return scenarios.some((one) => one.id === id) ? 'image' : id;
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}
