import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { WrongFile as Wrong } from '../../run/open-file.ts';
import controls from '../controls.module.css';
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
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="wrong-file" onClose={onClose}>
      <div className={styles.top}>
        <h2 id="wrong-file">{name} is not opened</h2>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
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
    </dialog>
  );
}
