/** Kinds of incidents that have words of their own in the catalogues. */
const known = new Set([
  'JOB_NO_RETRIES',
  'EXECUTION_LISTENER_NO_RETRIES',
  'EXTRACT_VALUE_ERROR',
  'CONDITION_ERROR',
  'IO_MAPPING_ERROR',
  'CALLED_ELEMENT_ERROR',
  'CALLED_DECISION_ERROR',
  'DECISION_EVALUATION_ERROR',
  'UNHANDLED_ERROR_EVENT',
  'FORM_NOT_FOUND',
  'MESSAGE_SIZE_EXCEEDED',
]);

/** @param errorType as the process system names it */
export const failureKey = (errorType: string): string => (known.has(errorType) ? errorType : 'UNKNOWN');
