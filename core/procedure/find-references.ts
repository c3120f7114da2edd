import { readModelFacts } from '../bpmn/model-facts.ts';
import { parseProcesses } from '../bpmn/parse-processes.ts';

/**
 * The forms and processes that these files name: formId of user tasks, startForm of cases, called processes. Files that cannot be read
 * name nothing; the checks of the package tell why.
 */
export const findReferences = async (
  files: ReadonlyMap<string, string>,
): Promise<{ forms: Set<string>; processes: Set<string> }> => {
  const forms = new Set<string>();
  const processes = new Set<string>();
  for (const [path, content] of files) {
    if (!path.endsWith('.bpmn')) continue;
    for (const process of (await parseProcesses(path, content)).processes) {
      const facts = readModelFacts(process);
      for (const id of facts.formIds) forms.add(id);
      for (const id of facts.calledProcessIds) processes.add(id);
    }
  }
  for (const [, id] of (files.get('procedure.json') ?? '').matchAll(/"startForm"\s*:\s*"([^"]+)"/g))
    if (id) forms.add(id);
  return { forms, processes };
};
