/** Exports a scenario as a model for Spin beside the page; the page ends it when it is done, or not wanted any more. */
import { searchedModel } from '../core/formats/promela-searched.ts';
import { machineNamed, NoMachine, type MachineName } from './machine.ts';
import type { ExportMessage } from './promela-messages.ts';

addEventListener('message', ({ data }: MessageEvent<MachineName>) => {
  say(modelOf(data));
});

function modelOf(name: MachineName): ExportMessage {
  try {
    const model = searchedModel(machineNamed(name).system, (states) => {
      say({ kind: 'states', states });
    });
    return 'text' in model ? { kind: 'model', text: model.text } : { kind: 'refused', why: model.refused };
  } catch (error) {
    if (error instanceof NoMachine) return { kind: 'refused', why: error.message };
    throw error;
  }
}

function say(message: ExportMessage): void {
  postMessage(message);
}
