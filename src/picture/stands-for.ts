/** Where the real function is that a modelled one stands for. */
import type { StandsFor } from '../core/lang/program.ts';

export function linkTo({ name, version }: StandsFor): string | null {
  const message = /^<([^<>\s]+@[^<>\s]+)>$/.exec(version)?.[1];
  if (message !== undefined) return `https://lore.kernel.org/r/${encodeURIComponent(message)}/`;
  if (/^v\d+\.\d+(?:\.\d+)?(?:-rc\d+)?$/.test(version)) {
    return `https://elixir.bootlin.com/linux/${version}/A/ident/${encodeURIComponent(name)}`;
  }
  return null;
}

export function whatItStandsFor({ name, path, version }: StandsFor): string {
  return `${name} in ${path}, ${version.startsWith('<') ? 'as posted' : `Linux ${version}`}`;
}
