/** A file that a visitor opens: a run that was saved, a scenario file, or an image for the board. */
import type { FileError } from '../core/formats/scenario-file.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { readShared, type Reading } from '../core/formats/shared-run.ts';
import type { OpenedImage } from './open-image.ts';
import { readScenario } from './read-scenario.ts';
import { isAssembly, textIn } from './text-in.ts';
import { MOST_FILE_BYTES, MOST_IMAGE_BYTES } from '../core/limits.ts';

export interface WrongFile {
  readonly name: string;
  /** At least one. */
  readonly errors: readonly FileError[];
  /** What it was taken for. */
  readonly as: 'scenario' | 'image';
}

export type FileRead =
  | { readonly kind: 'run'; readonly reading: Reading }
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'image'; readonly image: OpenedImage }
  | ({ readonly kind: 'wrong' } & WrongFile);

/** What a file that was chosen, or dropped on the page, holds. Never rejects. */
export async function openFile(file: File): Promise<FileRead> {
  const { name, size } = file;
  const wrong = (message: string, as: WrongFile['as']): FileRead => ({
    kind: 'wrong',
    name,
    errors: [{ path: '', message }],
    as,
  });
  const tooLarge = (most: number, as: WrongFile['as']): FileRead =>
    wrong(`the file has ${size} bytes; at most ${most} are read`, as);
  if (size === 0) return wrong('the file is empty', 'scenario');
  if (size > MOST_IMAGE_BYTES) return tooLarge(MOST_IMAGE_BYTES, 'image');
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = textIn(bytes);
    if (text === null || isAssembly(name)) {
      // Whoever opens no image needs no board.
      const { openImage } = await import('./open-image.ts');
      const image = openImage(name, bytes);
      return 'errors' in image ? { kind: 'wrong', name, ...image, as: 'image' } : { kind: 'image', image };
    }
    return size > MOST_FILE_BYTES ? tooLarge(MOST_FILE_BYTES, 'scenario') : readFile(name, text);
  } catch {
    return wrong('the file could not be read', 'scenario');
  }
}

/** What the text of a file of that name holds. Never throws. */
export function readFile(name: string, text: string): FileRead {
  // A run says which format it has; a scenario file says `scenario` there.
  if (/"tagscope"\s*:\s*\d/.test(text)) return { kind: 'run', reading: readShared(text, `The file ${name}`) };
  const scenario = readScenario(text);
  return 'errors' in scenario
    ? { kind: 'wrong', name, ...scenario, as: 'scenario' }
    : { kind: 'scenario', scenario };
}
