import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import { nameDossier } from '../dossier/open-dossier.ts';
import type { Draft } from '../draft.ts';
import { textField } from '../record-fields.ts';

const intents = new Set(['CREATED', 'UPDATED', 'MIGRATED']);

/** (scope, name): the last one wins. MIGRATED repeats the name without its value. */
export const reduceVariable = (
  draft: Draft,
  { key, intent, value, timestamp }: EngineRecord,
  context: ReduceContext,
): void => {
  if (!intents.has(intent)) return;
  const [scopeKey, name, text] = [textField(value, 'scopeKey'), textField(value, 'name'), textField(value, 'value')];
  if (intent === 'MIGRATED' && text === '') return;
  const processInstanceKey = textField(value, 'processInstanceKey');
  draft.variable.put({ scopeKey, name, key, processInstanceKey, value: text, updatedAt: new Date(timestamp) });
  if (name === 'dossierId' && scopeKey === processInstanceKey)
    nameDossier(draft, processInstanceKey, text, timestamp, context);
};
