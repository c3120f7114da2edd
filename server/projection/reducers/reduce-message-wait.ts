import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Draft } from '../draft.ts';
import { textField } from '../record-fields.ts';

/** Where an instance waits for a message. A subscription that does not interrupt stays open when it is correlated. */
export const reduceMessageWait = (draft: Draft, { key, intent, value, timestamp }: EngineRecord): void => {
  const known = draft.messageWait.find(key);
  if (intent === 'CORRELATED' || intent === 'DELETED') {
    const stays = intent === 'CORRELATED' && value['interrupting'] === false;
    if (known?.state !== 'open' || stays) return;
    const state = intent === 'CORRELATED' ? 'correlated' : 'deleted';
    return draft.messageWait.put({ ...known, state, endedAt: new Date(timestamp) });
  }
  if (intent !== 'CREATED' || known) return;
  draft.messageWait.put({
    key,
    state: 'open',
    messageName: textField(value, 'messageName'),
    correlationKey: textField(value, 'correlationKey'),
    elementId: textField(value, 'elementId'),
    elementInstanceKey: textField(value, 'elementInstanceKey'),
    processInstanceKey: textField(value, 'processInstanceKey'),
    createdAt: new Date(timestamp),
    endedAt: null,
  });
};
