import { channels, submittedDocument } from './dossier.ts';
import { freeObject, instant, text, type FromSchema } from './schema.ts';

/** What a citizen has typed so far; nothing of it is checked before filing. */
export const draftBody = {
  type: 'object',
  required: ['data'],
  additionalProperties: false,
  properties: {
    caseId: text(60),
    channel: { enum: channels },
    receivingUnit: text(60),
    applicant: freeObject,
    data: freeObject,
    documents: { type: 'array', maxItems: 100, items: submittedDocument },
    /** Page of the form to go back to. */
    page: { type: 'integer', minimum: 0, maximum: 100 },
    /** What the page itself needs to go on: step, names of uploaded files, id of the attempt. Read by nobody else. */
    view: freeObject,
  },
} as const;
export type DraftBody = FromSchema<typeof draftBody>;

export const draftView = {
  type: 'object',
  required: ['procedureCode', 'content', 'etag', 'updatedAt'],
  additionalProperties: false,
  properties: { procedureCode: { type: 'string' }, content: freeObject, etag: { type: 'string' }, updatedAt: instant },
} as const;
export type DraftView = FromSchema<typeof draftView>;
