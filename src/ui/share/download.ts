/** Hands a text to the browser as a file to save. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The browser has the data by then.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
