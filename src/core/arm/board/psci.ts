/** Power State Coordination Interface, which a program calls by HVC. Source: Arm DEN 0022F, chapter 5. */
import type { Cpu } from '../cpu/cpu.ts';
import { IN_WFI, OFF } from '../cpu/layout.ts';

/** Function identifiers as W0 holds them; those of SMC64 have bit 30 set beside. */
export const PSCI = {
  version: 0x84000000,
  cpuSuspend: 0xc4000001,
  cpuOff: 0x84000002,
  cpuOn: 0xc4000003,
  affinityInfo: 0xc4000004,
  migrateInfoType: 0x84000006,
  systemOff: 0x84000008,
  systemReset: 0x84000009,
  features: 0x8400000a,
} as const;
const SMC64 = 0x40000000;
const WITH_ADDRESSES: readonly number[] = [PSCI.cpuSuspend, PSCI.cpuOn, PSCI.affinityInfo];

const VERSION_1_1 = 0x10001n;
const NO_MIGRATION = 2n;
const SUCCESS = 0n;
const NOT_SUPPORTED = -1n;
const INVALID_PARAMETERS = -2n;
const ALREADY_ON = -4n;
/** Affinity is on, or off. */
const IS_ON = 0n;
const IS_OFF = 1n;

/** What a call may do to the board. */
export interface Power {
  /** The processor of this affinity (Aff0), if there is one. */
  readonly cpu: (affinity: bigint) => Cpu | undefined;
  /** Resets a processor and starts it. */
  readonly start: (cpu: Cpu, entry: bigint, context: bigint) => void;
  readonly end: (reason: 'psci-off' | 'psci-reset') => void;
}

/** Answers one call. */
export function psci(power: Power, caller: Cpu): void {
  const id = Number(BigInt.asUintN(32, caller.wide(0)));
  const wide = (id & SMC64) !== 0;
  // Of the 32-bit calls the upper halves of arguments are not looked at.
  const argument = (n: number): bigint => (wide ? caller.wide(n) : BigInt.asUintN(32, caller.wide(n)));
  const called = WITH_ADDRESSES.includes((id | SMC64) >>> 0) ? (id | SMC64) >>> 0 : id;
  const result = answer(power, caller, called, argument);
  if (result !== null) caller.setWide(0, BigInt.asUintN(64, result));
}

/** Null: the call does not return, or has written X0. */
function answer(power: Power, caller: Cpu, id: number, argument: (n: number) => bigint): bigint | null {
  switch (id) {
    case PSCI.version:
      return VERSION_1_1;
    case PSCI.features:
      return supports(Number(BigInt.asUintN(32, argument(1)))) ? SUCCESS : NOT_SUPPORTED;
    case PSCI.migrateInfoType:
      return NO_MIGRATION;
    case PSCI.cpuSuspend:
      // As a standby state: it goes on here after an interrupt.
      caller.waiting = IN_WFI;
      return SUCCESS;
    case PSCI.cpuOff:
      caller.waiting = OFF;
      return null;
    case PSCI.cpuOn: {
      const cpu = power.cpu(argument(1));
      if (cpu === undefined) return INVALID_PARAMETERS;
      if (cpu.waiting !== OFF) return ALREADY_ON;
      power.start(cpu, argument(2), argument(3));
      return SUCCESS;
    }
    case PSCI.affinityInfo: {
      const cpu = power.cpu(argument(1));
      if (cpu === undefined) return INVALID_PARAMETERS;
      return cpu.waiting === OFF ? IS_OFF : IS_ON;
    }
    case PSCI.systemOff:
      power.end('psci-off');
      return null;
    case PSCI.systemReset:
      power.end('psci-reset');
      return null;
    default:
      return NOT_SUPPORTED;
  }
}

function supports(id: number): boolean {
  const ids: readonly number[] = Object.values(PSCI);
  return ids.includes(id) || ids.includes((id | SMC64) >>> 0);
}
