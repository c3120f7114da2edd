/** Value types that nothing reads: how a broker does its work inside, and what another record tells better. */
const SKIPPED_TYPES = new Set([
  'CHECKPOINT',
  'COMMAND_DISTRIBUTION',
  'DEPLOYMENT_DISTRIBUTION',
  'JOB_BATCH',
  'MESSAGE_BATCH',
  'MESSAGE_START_EVENT_SUBSCRIPTION',
  'MESSAGE_SUBSCRIPTION',
  'PROCESS_EVENT',
  'PROCESS_INSTANCE_BATCH',
  'PROCESS_INSTANCE_CREATION',
  'PROCESS_INSTANCE_RESULT',
  'SIGNAL_SUBSCRIPTION',
  'VARIABLE_DOCUMENT',
]);

/** On the way to another intent. ELEMENT_ACTIVATING is kept: an incident may stop an element there. */
const SKIPPED_INTENTS = new Set([
  'ELEMENT_COMPLETING',
  'ELEMENT_TERMINATING',
  'CREATING',
  'CORRELATING',
  'DELETING',
  'ASSIGNING',
  'CLAIMING',
  'UPDATING',
  'COMPLETING',
  'CANCELING',
]);
const INTENT = '"intent":"';

/**
 * The intent, when the text leaves no doubt. Data of the process may have a field of that name, too: then there are two.
 * @returns undefined when the record must be read to know
 */
const findIntent = (record: string): string | undefined => {
  const at = record.indexOf(INTENT);
  if (at < 0 || record.indexOf(INTENT, at + INTENT.length) >= 0) return undefined;
  return record.slice(at + INTENT.length, record.indexOf('"', at + INTENT.length));
};

export const isSkippedIntent = (valueType: string, intent: string): boolean =>
  SKIPPED_TYPES.has(valueType) || SKIPPED_INTENTS.has(intent);

/** Whether a record is of no use, as far as a look at its text tells: most of a busy broker's records never need to be read. */
export const isSkippedText = (valueType: string, record: string): boolean =>
  SKIPPED_TYPES.has(valueType) || SKIPPED_INTENTS.has(findIntent(record) ?? '');
