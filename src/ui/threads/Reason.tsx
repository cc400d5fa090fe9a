/** A clause of the engine, such as "waits for `tag_sync_lock`, held by CPU 0", as a sentence with its code set as code. */
export function Reason({ text }: { readonly text: string }) {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
  return <CodeInText text={sentence} />;
}

/** Text whose code stands in backticks. */
export function CodeInText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}
