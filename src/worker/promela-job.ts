/** Exports a scenario as a model for Spin beside the page. */
import { searchedModel } from '../core/formats/promela-searched.ts';
import type { Job } from './channel.ts';
import { machineNamed, NoMachineNamed } from './machine.ts';

export const promelaJob: Job<'promela'> = {
  start(name, page) {
    try {
      return searchedModel(machineNamed(name).system, page.report);
    } catch (error) {
      if (error instanceof NoMachineNamed) return { refused: error.message };
      throw error;
    }
  },
};
