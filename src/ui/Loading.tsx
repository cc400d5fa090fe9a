import styles from './Sentence.module.css';

export function Loading() {
  return (
    <main className={`${styles.sentence} ${styles.page}`}>
      <p>
        <b>tagscope</b> compiles its model of the kernel…
      </p>
    </main>
  );
}
