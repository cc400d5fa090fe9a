import { Dialog } from '../Dialog.tsx';
import controls from '../controls.module.css';
import { commands } from './commands.ts';
import styles from './HelpDialog.module.css';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

const groups = ['Time', 'Threads', 'Guest code', 'Page'] as const;

/** All keys, from the table that the keyboard itself obeys. */
export function HelpDialog({ open, onClose }: Props) {
  return (
    <Dialog title="Keys" className={styles.dialog} open={open} onClose={onClose}>
      <p className={styles.about}>
        A step is one access to memory that another thread can see; work on locals rides along. Keys without a
        thread’s number mean the thread stepped last. They rest while you type in a field.
      </p>
      {groups.map((group) => (
        <section key={group}>
          <h3 className={controls.heading}>{group}</h3>
          <dl className={styles.keys}>
            {commands
              .filter((command) => command.group === group)
              .map(({ keys, shown, does }) => (
                <div key={keys[0]}>
                  <dt>
                    <kbd>{shown ?? keys.join(', ')}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
