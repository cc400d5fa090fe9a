/** Answers as strace prints them, and what COPY_TAGS was asked. */
import type { CopyTags } from './struct.ts';

/** What strace knows of a call: `copyTags` is null where it cannot read the structure. */
export interface SentCall {
  readonly fd: bigint;
  readonly request: bigint;
  readonly argp: bigint;
  readonly copyTags: CopyTags | null;
}

export interface Errno {
  readonly name: string;
  readonly meaning: string;
}

/** KVM_ARM_MTE_COPY_TAGS, _IOR(KVMIO, 0xb4, 48 bytes). */
export const COPY_TAGS = 0x8030_aeb4n;

const ERRNOS: ReadonlyMap<number, Errno> = new Map([
  [1, { name: 'EPERM', meaning: 'Operation not permitted' }],
  [2, { name: 'ENOENT', meaning: 'No such file or directory' }],
  [3, { name: 'ESRCH', meaning: 'No such process' }],
  [4, { name: 'EINTR', meaning: 'Interrupted system call' }],
  [5, { name: 'EIO', meaning: 'Input/output error' }],
  [8, { name: 'ENOEXEC', meaning: 'Exec format error' }],
  [9, { name: 'EBADF', meaning: 'Bad file descriptor' }],
  [11, { name: 'EAGAIN', meaning: 'Resource temporarily unavailable' }],
  [12, { name: 'ENOMEM', meaning: 'Cannot allocate memory' }],
  [14, { name: 'EFAULT', meaning: 'Bad address' }],
  [16, { name: 'EBUSY', meaning: 'Device or resource busy' }],
  [17, { name: 'EEXIST', meaning: 'File exists' }],
  [22, { name: 'EINVAL', meaning: 'Invalid argument' }],
  [25, { name: 'ENOTTY', meaning: 'Inappropriate ioctl for device' }],
  [38, { name: 'ENOSYS', meaning: 'Function not implemented' }],
]);

/** The error that a return value says, or null for an answer that is none. */
export function errnoOf(ret: bigint): Errno | null {
  const signed = BigInt.asIntN(64, ret);
  if (signed >= 0n || signed < -4095n) return null;
  const number = Number(-signed);
  return ERRNOS.get(number) ?? { name: `errno ${number}`, meaning: `Unknown error ${number}` };
}

export function straceAnswer(ret: bigint): string {
  const errno = errnoOf(ret);
  return errno === null ? String(BigInt.asIntN(64, ret)) : `-1 ${errno.name} (${errno.meaning})`;
}

export function flagNames(flags: bigint): string {
  if (flags === 0n) return 'KVM_ARM_TAGS_TO_GUEST';
  const others = flags & ~1n;
  const names = (flags & 1n) === 1n ? ['KVM_ARM_TAGS_FROM_GUEST'] : [];
  return [...names, ...(others === 0n ? [] : [hex(others)])].join('|');
}

export function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
