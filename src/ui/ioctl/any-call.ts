/** What stands in the fields of the panel for a call of the table, as text, and what it means. */
import type { UserWrite } from '../../core/step/record.ts';
import type { CallSpec, FieldSpec } from '../../picture/call-table.ts';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import { parseValue, type Names } from './parse.ts';

export interface AnyReading {
  /** Null while a field cannot be read. */
  readonly call: {
    readonly nr: bigint;
    readonly args: readonly bigint[];
    readonly writes: readonly UserWrite[];
  } | null;
  /** By field; the same name does not occur twice in a call. */
  readonly messages: ReadonlyMap<string, string>;
}

type Vmm = NonNullable<Scenario['vmm']>;

/** The field of openat that is text, not a number. */
const PATH = 'pathname';

/** The fields of a call as they are offered: arguments, then the structure. */
export function fieldsOf({ args, struct }: CallSpec): readonly FieldSpec[] {
  return [...args, ...(struct ?? [])];
}

/** What the fields say at first; `given` where a preset says otherwise. */
export function usualTexts(
  spec: CallSpec,
  given: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  return new Map(
    fieldsOf(spec).map(({ name, usual }) => [name, given[name] ?? (name === PATH ? '/dev/kvm' : usual)]),
  );
}

/** Names that stand for numbers in a field: the kernel's, the field's own, and where the VMM has room. */
export function namesFor({ form }: FieldSpec, vmm: Vmm, constants: Names): Names {
  const own = form.kind === 'names' || form.kind === 'bits' ? form.names : [];
  return new Map([
    ...constants,
    // KVM_CAP_ARM_MTE is what the release says. Other names of the kernel may mean something else there: its enum has a GCR_EL1 too.
    ...own.filter(([name]) => !(name.startsWith('KVM_') && constants.has(name))),
    ['ARGUMENT', BigInt(vmm.structAddress)],
    ['BUFFER', BigInt(vmm.bufferAddress)],
  ]);
}

/** The call that the fields make. A structure is laid out where the VMM keeps its arguments, and the call is given that address. */
export function readAnyCall(
  spec: CallSpec,
  texts: ReadonlyMap<string, string>,
  vmm: Vmm,
  constants: Names,
): AnyReading {
  const messages = new Map<string, string>();
  const value = (field: FieldSpec): bigint => {
    const parsed = parseValue(texts.get(field.name) ?? '', namesFor(field, vmm, constants));
    if (!parsed.ok) messages.set(field.name, parsed.message);
    else if (parsed.value >> BigInt(8 * field.size) === 0n) return parsed.value;
    else if (field.size === 4) messages.set(field.name, 'That does not fit into 32 bits.');
    return parsed.ok ? parsed.value : 0n;
  };
  const at = BigInt(vmm.structAddress);
  const [first, second, ...rest] = spec.args.map((field) => (field.name === PATH ? at : value(field)));
  const bytes = (spec.struct ?? []).flatMap((field) => littleEndian(value(field), field.size));
  const path = texts.get(PATH);
  const laidOut = path === undefined ? bytes : [...Array.from(path, (c) => c.charCodeAt(0) & 0xff), 0];
  const args =
    spec.request === null
      ? [
          first ?? 0n,
          ...(second === undefined ? [] : [second]),
          ...rest,
          ...(spec.struct === null ? [] : [at]),
        ]
      : [first ?? 0n, spec.request, spec.struct === null ? (second ?? 0n) : at];
  return {
    call:
      messages.size > 0
        ? null
        : { nr: spec.nr, args, writes: laidOut.length > 0 ? [{ address: at, bytes: laidOut }] : [] },
    messages,
  };
}

function littleEndian(value: bigint, size: number): number[] {
  return Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}
