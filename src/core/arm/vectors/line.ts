/** A line of a vectors file, as JSON gave it: read field by field, so that what is not understood is said and not skipped. */

/** Why a line cannot be run, as a sentence. */
export class BadLine extends Error {}

/** An object of which every field must be asked for. */
export class Reader {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly where: string;
  private readonly asked = new Set<string>();

  constructor(value: unknown, where: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new BadLine(`${where} is no object`);
    this.fields = value as Record<string, unknown>;
    this.where = where;
  }

  get keys(): readonly string[] {
    return Object.keys(this.fields);
  }
  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }
  any(name: string): unknown {
    this.asked.add(name);
    return this.fields[name];
  }
  text(name: string): string {
    const value = this.any(name);
    if (typeof value !== 'string') throw this.bad(name, 'a string');
    return value;
  }
  number(name: string, otherwise?: number): number {
    const value = this.any(name) ?? otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.bad(name, 'a whole number');
    return value;
  }
  /** A 64-bit number written as a string, `0x…`. */
  wide(name: string, otherwise?: bigint): bigint {
    if (otherwise !== undefined && !this.has(name)) return otherwise;
    const value = this.text(name);
    if (!/^0x[0-9a-f]{1,16}$/i.test(value)) throw this.bad(name, 'a number such as 0x1f');
    return BigInt(value);
  }
  numbers(name: string): readonly number[] {
    const value = this.any(name);
    if (!Array.isArray(value) || !value.every((item) => Number.isInteger(item)))
      throw this.bad(name, 'a list of whole numbers');
    return value as number[];
  }
  object(name: string): Reader {
    return new Reader(this.any(name), `${this.where}.${name}`);
  }
  /** Says so if a field was never asked for. */
  done(): void {
    const left = this.keys.filter((name) => !this.asked.has(name));
    if (left.length > 0) throw new BadLine(`${this.where} has ${left.join(', ')}, which mean nothing here`);
  }
  private bad(name: string, wanted: string): BadLine {
    return new BadLine(`${this.where}.${name} is not ${wanted}`);
  }
}
