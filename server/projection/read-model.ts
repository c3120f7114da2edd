import { parseProcesses } from '../../core/bpmn/parse-processes.ts';
import type { ReadModel } from './model-source.ts';

/** Names, properties and form ids of the elements of one process in a BPMN file. */
export const readModel: ReadModel = async (xml, bpmnProcessId) => {
  const { processes, problems } = await parseProcesses(`${bpmnProcessId}.bpmn`, xml);
  const process = processes.find(({ id }) => id === bpmnProcessId);
  if (!process) throw new Error(problems[0]?.message ?? `There is no process ${bpmnProcessId} in the file`);
  return new Map(
    [...process.elements.values()].map(({ id, name, properties, userTask }) => {
      const formId = userTask?.formId;
      return [id, { name, properties, formId: formId && !formId.startsWith('=') ? formId : undefined }] as const;
    }),
  );
};
