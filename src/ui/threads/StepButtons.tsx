import type { RunActions, ThreadView } from '../../run/run.ts';
import controls from '../controls.module.css';

interface Props {
  readonly thread: ThreadView;
  readonly actions: RunActions;
}

/** One button, or where the next operation chooses, one for each outcome. */
export function StepButtons({ thread, actions }: Props) {
  const { index, name, status } = thread;
  const outcomes = status.kind === 'ready' ? status.outcomes : 1;
  if (outcomes > 1) {
    return Array.from({ length: outcomes }, (_, outcome) => (
      <button
        key={outcome}
        className={controls.button}
        aria-label={`Step ${name}, outcome ${outcome}`}
        onClick={() => {
          actions.step(index, outcome);
        }}
      >
        = {outcome}
        {outcome === 0 && index < 9 && <kbd className={controls.key}>{index + 1}</kbd>}
      </button>
    ));
  }
  return (
    <button
      className={controls.button}
      aria-label={`Step ${name}`}
      disabled={status.kind !== 'ready'}
      onClick={() => {
        actions.step(index);
      }}
    >
      step {index < 9 && <kbd className={controls.key}>{index + 1}</kbd>}
    </button>
  );
}
