/** docs/qemu.md: what QEMU makes of mte=on, by version and accelerator. */
import { qemuConfigurations, qemuSources } from '../../src/core/scenarios/qemu-mte/configurations.ts';

const HEAD = `# QEMU and mte=on

What QEMU makes of \`-machine virt,mte=…\`, by version, accelerator and what lies beneath. The rows of 9.2 with KVM are run as model C on every
kernel (*QEMU: -machine virt,mte=on*, \`core/scenarios/qemu-mte\`), the others are data with a source. "Likely" is from memory. That the rework of
September 2024 is in 9.2 is likely as well. A first attempt, 8.1, was reverted. No user of \`KVM_ARM_MTE_COPY_TAGS\` is known in QEMU: a VM with
MTE does not migrate.

This file is written by \`npm run documents\` from \`configurations.ts\`, which the page shows too.
`;

/** The whole document. */
export function qemuDocument(): string {
  const rows = qemuConfigurations.map(({ version, accelerator, asked, outcome, source, likely }) => {
    const { name, url } = qemuSources[source];
    return `| ${version} | ${accelerator} | ${asked} | ${outcome}${likely ? ' (likely)' : ''} | [${name}](${url}) |`;
  });
  return [
    HEAD,
    '| version | accelerator | asked | outcome | source |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
