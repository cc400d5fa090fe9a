/** Every property is tried from a seed, so that a failure is found again: one and the same, in the shares of a soak one each. */
import fc from 'fast-check';
import { share } from '../../src/core/tried.test-data.ts';

fc.configureGlobal({ seed: 20201120 + (share?.nth ?? 0) });
