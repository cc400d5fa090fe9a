import { useEffect, useState } from 'react';
import styles from './DropTarget.module.css';

/** A file dropped anywhere on the page is opened; while one hangs over it, the page says so. */
export function DropTarget({ onFile }: { readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      onFile(file);
    };
    window.addEventListener('dragenter', drag);
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', drag);
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFile]);
  return (
    over && (
      // A popover, since a dialog may be open: the file can fall on that as well.
      <p className={styles.over} popover="manual" ref={showPopover}>
        Drop a scenario file, a run that was saved, or a bare-metal image to open it
      </p>
    )
  );
}

function showPopover(element: HTMLElement | null): void {
  element?.showPopover();
}
