import { expect, test } from 'vitest';
import { assemble } from '../core/arm/a64/assemble.ts';
import { IMAGE_BASE } from '../core/arm/board/virt.ts';
import { newest } from '../core/kernel/releases.ts';
import { openFile } from './open-file.ts';
import { openImage, type OpenedImage } from './open-image.ts';
import { createRunStore } from './store.ts';
import { underKvm } from './under-kvm.ts';

function opened(bytes: Uint8Array): OpenedImage {
  const image = openImage('off.bin', bytes);
  if ('errors' in image) throw new Error(image.errors[0]?.message);
  return image;
}

const made = assemble('ldr w0, =0x84000008\n hvc #0', BigInt(IMAGE_BASE));
const off = opened('image' in made ? made.image : new Uint8Array(0));

test('an image becomes a scenario that is opened as any file is, on the release the page shows', async () => {
  const scenario = underKvm(off, 'v6.4');
  if ('refused' in scenario) throw new Error(scenario.refused);
  const store = createRunStore();
  store.getState().actions.openScenario(scenario);
  const { snapshot, scenarios } = store.getState();
  expect([snapshot.scenario.id, snapshot.release]).toEqual(['image-off', 'v6.4']);
  expect(scenarios).toContain(scenario);
  // What is remembered and shared is the file.
  const text = scenario.file?.text ?? '';
  expect(await openFile(new File([text], 'off.json'))).toMatchObject({
    kind: 'scenario',
    scenario: { id: 'image-off' },
  });
});

test('on the release without tags for guests it is opened on the newest', () => {
  const scenario = underKvm(off, 'v5.10');
  expect('file' in scenario ? scenario.file.release : '').toBe(newest.id);
});

test('one that is too large is refused in a sentence', () => {
  const large = underKvm(opened(new Uint8Array(100_000)), 'v6.4');
  expect('refused' in large ? large.refused : '').toContain('takes 25 pages');
});
