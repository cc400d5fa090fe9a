/** Types written as text in a primitive's signature: `tags_t *`, `u32`, `pte_t *`, `void`. */
import type { Declarations } from './declare.ts';
import { DATA, INT, integerNamed, TAGS, VOID } from './types.ts';
import type { Type } from './types.ts';

/** The type, in the words of this program. A name that the program lacks becomes int, and the call says what does not fit. */
export function namedType(declarations: Declarations, text: string): Type {
  const stars = text.split('*').length - 1;
  const name = text.replaceAll('*', '').trim();
  let type: Type =
    name === 'void'
      ? VOID
      : name === 'tags_t'
        ? TAGS
        : name === 'data_t'
          ? DATA
          : (declarations.typedefs.get(name) ?? integerNamed(name) ?? INT);
  for (let i = 0; i < stars; i++) type = { kind: 'pointer', to: type };
  return type;
}
