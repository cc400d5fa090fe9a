import { useId, useState, type ReactNode } from 'react';
import controls from '../controls.module.css';
import styles from './Board.module.css';

interface Props<Place> {
  readonly label: string;
  /** As it is now. */
  readonly text: string;
  readonly placeholder?: string;
  /** Null: the text says none. */
  readonly read: (text: string) => Place | null;
  /** What may be typed, said where something else was. */
  readonly expects: string;
  readonly onPlace: (place: Place) => void;
  readonly children?: ReactNode;
}

/** A place in memory to be typed; Enter goes there. */
export function PlaceField<Place>({
  label,
  text,
  placeholder,
  read,
  expects,
  onPlace,
  children,
}: Props<Place>) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className={styles.place}
      onSubmit={(event) => {
        event.preventDefault();
        const place = read(typed ?? text);
        setWrong(place === null);
        if (place === null) return;
        setTyped(null);
        onPlace(place);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.input}
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={typed ?? text}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <button className={controls.button}>Go</button>
      {children}
      {wrong && (
        <span id={`${id}-wrong`} className={styles.wrong} role="alert">
          {expects}
        </span>
      )}
    </form>
  );
}
