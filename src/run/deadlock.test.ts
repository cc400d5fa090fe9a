import { expect, test } from 'vitest';
import { createRunStore } from './store.ts';

test('a deadlock says who waits for whom', () => {
  const store = createRunStore('isolation', 'v5.10');
  const { actions, snapshot } = store.getState();
  const file = snapshot.program.sources.find(({ text }) => text.includes('void cpu_maps(int cpu)'));
  if (file === undefined) throw new Error('the scenario has no cpu_maps');
  const crossed = `void cpu_maps(int cpu)
{
	if (cpu == 0) { spin_lock(&lock_a); spin_lock(&lock_b); }
	else { spin_lock(&lock_b); spin_lock(&lock_a); }`;
  const text = file.text.replace(
    /void cpu_maps\(int cpu\)\s*\{/,
    `spinlock_t lock_a; spinlock_t lock_b;\n${crossed}`,
  );
  actions.edit(new Map([[file.path, text]]));
  expect(store.getState().snapshot.note).toBeNull();

  actions.step(0);
  actions.step(1);
  const deadlock = store.getState().snapshot.properties.find(({ property }) => property.id === 'deadlock');
  expect(deadlock).toMatchObject({
    brokenAt: 2,
    detail: 'CPU 0 waits for `lock_b`, held by CPU 1; CPU 1 waits for `lock_a`, held by CPU 0',
  });
});
