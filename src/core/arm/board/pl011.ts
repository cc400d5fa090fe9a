/**
 * The serial port, transmitting: what is written to DR has left. Its registers lie in the state's words. Like QEMU's it transmits
 * whether or not a program has enabled it. Source: Arm DDI 0183, chapter 3.
 */
import type { Device } from '../cpu/memory.ts';
import { UART_BASE, UART_BYTES } from './virt.ts';

const DATA = 0x00;
const FLAGS = 0x18;
/** Registers that keep what is written, by offset: IBRD, FBRD, LCR_H, CR, IFLS, IMSC. */
const KEPT = [0x24, 0x28, 0x2c, 0x30, 0x34, 0x38];
const CONTROL = KEPT.indexOf(0x30);
const FIFO_LEVEL = KEPT.indexOf(0x34);
/** FR: nothing to transmit, nothing received. */
const BOTH_EMPTY = 0x90;
/** UARTPeriphID0 to 3, UARTPCellID0 to 3. */
const IDENTITY = [0x11, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1];
const IDENTITY_AT = 0xfe0;

/** Words that its registers take; the last counts the bytes that have left. */
export const UART_WORDS = KEPT.length + 1;

/** Gives its registers what they hold at reset. */
export function resetUart(words: Uint32Array): void {
  words.fill(0);
  words[CONTROL] = 0x300;
  words[FIFO_LEVEL] = 0x12;
}

/** The device over its words of the state. */
export function pl011(words: Uint32Array, transmit: (byte: number) => void): Device {
  return {
    base: UART_BASE,
    bytes: UART_BYTES,
    read: (offset) => {
      if (offset === FLAGS) return BOTH_EMPTY;
      if (offset >= IDENTITY_AT) return IDENTITY[(offset - IDENTITY_AT) >> 2] ?? 0;
      const kept = KEPT.indexOf(offset);
      return kept < 0 ? 0 : (words[kept] ?? 0);
    },
    write: (offset, _bytes, value) => {
      if (offset === DATA) {
        words[KEPT.length] = (words[KEPT.length] ?? 0) + 1;
        transmit(value & 0xff);
        return;
      }
      const kept = KEPT.indexOf(offset);
      if (kept >= 0) words[kept] = value & 0xffff;
    },
  };
}
