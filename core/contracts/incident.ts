import { instant, nullableText, type FromSchema } from './schema.ts';

/** A step that cannot go on until somebody mends the cause. Says where and why, nothing of what the dossier holds. */
export const incidentRow = {
  type: 'object',
  required: [
    'key',
    'errorType',
    'errorMessage',
    'bpmnProcessId',
    'processInstanceKey',
    'elementId',
    'jobType',
    'dossierId',
    'dossierCode',
    'procedureCode',
    'version',
    'createdAt',
  ],
  additionalProperties: false,
  properties: {
    key: { type: 'string' },
    /** As Zeebe names it: JOB_NO_RETRIES, EXTRACT_VALUE_ERROR, CONDITION_ERROR, … */
    errorType: { type: 'string' },
    errorMessage: { type: 'string' },
    bpmnProcessId: { type: 'string' },
    processInstanceKey: { type: 'string' },
    elementId: { type: 'string' },
    /** Type of the automatic step that failed; null where no job was at work. */
    jobType: nullableText,
    /** Null for a process that belongs to no dossier. */
    dossierId: nullableText,
    /** Null before acceptance. */
    dossierCode: nullableText,
    procedureCode: nullableText,
    version: { type: ['integer', 'null'] },
    createdAt: instant,
  },
} as const;
export type IncidentRow = FromSchema<typeof incidentRow>;
