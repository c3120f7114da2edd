import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Draft } from '../draft.ts';
import { keyField, numberField, textField } from '../record-fields.ts';

/** A cycle has a new key per repetition. Start timers have no element instance. */
export const reduceTimer = (draft: Draft, { key, intent, value, timestamp }: EngineRecord): void => {
  const known = draft.timer.find(key);
  if (intent === 'TRIGGERED' || intent === 'CANCELED') {
    if (known?.state !== 'open') return;
    const state = intent === 'TRIGGERED' ? 'triggered' : 'canceled';
    return draft.timer.put({ ...known, state, endedAt: new Date(timestamp) });
  }
  if (intent !== 'CREATED' || known) return;
  const elementInstanceKey = keyField(value, 'elementInstanceKey');
  draft.timer.put({
    key,
    state: 'open',
    dueAt: new Date(numberField(value, 'dueDate')),
    repetitions: numberField(value, 'repetitions'),
    targetElementId: textField(value, 'targetElementId'),
    elementInstanceKey,
    // A repeated start timer carries the instance that the last repetition started: it is not its own.
    processInstanceKey: elementInstanceKey === null ? null : keyField(value, 'processInstanceKey'),
    processDefinitionKey: textField(value, 'processDefinitionKey'),
    createdAt: new Date(timestamp),
    endedAt: null,
  });
};
