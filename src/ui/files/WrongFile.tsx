import type { WrongFile as Wrong } from '../../run/open-file.ts';
import { Dialog } from '../Dialog.tsx';
import { CodeInText } from '../threads/Reason.tsx';
import styles from './WrongFile.module.css';

/** Where one reads what such a file is. */
const PAGES: Readonly<Record<Wrong['as'], string>> = {
  scenario: 'docs/scenario-format.md, in Tagscope’s source, says what a scenario file holds.',
  image: 'docs/processor.md, in Tagscope’s source, says which images the board runs.',
};

interface Props {
  readonly wrong: Wrong;
  readonly onClose: () => void;
}

/** Why a file is not opened: each mistake with its place in it. The run behind the dialog stays as it is. */
export function WrongFile({ wrong: { name, errors, as }, onClose }: Props) {
  return (
    <Dialog title={`${name} is not opened`} className={styles.dialog} onClose={onClose}>
      <p className={styles.about}>
        {errors.length === 1 ? 'This is wrong in it' : `These ${errors.length} things are wrong in it`}; your
        run is as it was. {PAGES[as]}
      </p>
      <ul className={styles.errors} tabIndex={0} aria-label="What is wrong">
        {errors.map(({ path, message }, index) => (
          <li key={index}>
            {path !== '' && <code className={styles.path}>{path}</code>}
            <span>
              <CodeInText text={message} />
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
