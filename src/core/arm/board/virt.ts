/** The board's map, which is that of QEMU's `virt` machine (hw/arm/virt.c: base_memmap), and what its device tree says of it. */
import { PSCI } from './psci.ts';
import type { Node } from './device-tree.ts';

export const RAM_BASE = 0x40000000;
/** Where a raw image goes. */
export const IMAGE_BASE = RAM_BASE + 0x80000;
export const UART_BASE = 0x09000000;
export const UART_BYTES = 0x1000;
const UART_CLOCK_HZ = 24_000_000;
const CLOCK_HANDLE = 0x8000;
const MIB = 1024 * 1024;

/** Describes a board with so much RAM and so many processors. */
export function virtTree(ramMib: number, cpus: number, bootargs: string): Node {
  const bytes = ramMib * MIB;
  const cells = (value: number): readonly number[] => [Math.floor(value / 2 ** 32), value >>> 0];
  const cpu = (n: number): Node => ({
    properties: { device_type: 'cpu', compatible: 'arm,armv8', reg: [n], 'enable-method': 'psci' },
  });
  return {
    properties: {
      model: 'linux,dummy-virt',
      compatible: 'linux,dummy-virt',
      '#address-cells': [2],
      '#size-cells': [2],
    },
    children: {
      chosen: {
        properties: { ...(bootargs === '' ? {} : { bootargs }), 'stdout-path': '/pl011@9000000' },
      },
      'memory@40000000': {
        properties: { device_type: 'memory', reg: [...cells(RAM_BASE), ...cells(bytes)] },
      },
      cpus: {
        properties: { '#address-cells': [1], '#size-cells': [0] },
        children: Object.fromEntries(Array.from({ length: cpus }, (_, n) => [`cpu@${n}`, cpu(n)])),
      },
      psci: {
        properties: {
          compatible: ['arm,psci-1.0', 'arm,psci-0.2', 'arm,psci'],
          method: 'hvc',
          cpu_suspend: [PSCI.cpuSuspend],
          cpu_off: [PSCI.cpuOff],
          cpu_on: [PSCI.cpuOn],
        },
      },
      'apb-pclk': {
        properties: {
          compatible: 'fixed-clock',
          '#clock-cells': [0],
          'clock-frequency': [UART_CLOCK_HZ],
          'clock-output-names': 'clk24mhz',
          phandle: [CLOCK_HANDLE],
        },
      },
      'pl011@9000000': {
        properties: {
          compatible: ['arm,pl011', 'arm,primecell'],
          reg: [...cells(UART_BASE), ...cells(UART_BYTES)],
          clocks: [CLOCK_HANDLE, CLOCK_HANDLE],
          'clock-names': ['uartclk', 'apb_pclk'],
        },
      },
    },
  };
}
