import { uploadedView } from './document.ts';
import { systemWait } from './engine-state.ts';
import { bilingual, freeObject, instant, nullableInstant, nullableText, text, type FromSchema } from './schema.ts';

export const channels = ['DIRECT', 'ONLINE', 'POST'] as const;

/** `documentId` of an upload, or `reuse: true` where a register or the vault holds the component. */
export const submittedDocument = {
  type: 'object',
  required: ['componentId', 'documentId'],
  additionalProperties: false,
  properties: { componentId: text(100), documentId: text(100) },
} as const;

export const applicantBody = {
  type: 'object',
  required: ['fullName'],
  additionalProperties: false,
  properties: {
    kind: { enum: ['CITIZEN', 'ENTERPRISE', 'STATE_AGENCY', 'ORGANISATION', 'OTHER'], default: 'CITIZEN' },
    fullName: text(200),
    personalId: { type: 'string', pattern: '^\\d{12}$' },
    taxCode: { type: 'string', pattern: '^\\d{10}(-\\d{3})?$' },
    phone: { type: 'string', pattern: '^(0|\\+84)[35789]\\d{8}$' },
    email: { type: 'string', format: 'email', maxLength: 200 },
    address: { type: 'string', maxLength: 500 },
  },
} as const;

export const createDossierBody = {
  type: 'object',
  required: ['procedureCode', 'caseId', 'channel', 'applicant', 'data'],
  additionalProperties: false,
  properties: {
    procedureCode: text(60),
    caseId: text(60),
    channel: { enum: channels },
    /** Centre where the dossier is filed; default: the receptionist's own unit, or the site's default centre for citizens. */
    receivingUnit: text(60),
    applicant: applicantBody,
    data: freeObject,
    documents: { type: 'array', maxItems: 100, items: submittedDocument },
  },
} as const;
export type CreateDossierBody = FromSchema<typeof createDossierBody>;

export const supplementBody = {
  type: 'object',
  required: ['data', 'documents'],
  additionalProperties: false,
  properties: {
    data: freeObject,
    documents: { type: 'array', maxItems: 100, items: submittedDocument },
    note: { type: 'string', maxLength: 2000 },
  },
} as const;
export type SupplementBody = FromSchema<typeof supplementBody>;

export const reasonBody = {
  type: 'object',
  required: ['reason'],
  additionalProperties: false,
  properties: { reason: text(2000) },
} as const;

/** The clock as people read it. Minutes are working minutes of the unit. */
export const clockView = {
  type: 'object',
  required: ['state', 'dueAt', 'promisedAt', 'pausedSince', 'pauseReason', 'remainingMinutes'],
  additionalProperties: false,
  properties: {
    state: { enum: ['none', 'safe', 'warning', 'overdue', 'paused', 'stopped'] },
    dueAt: nullableInstant,
    promisedAt: nullableInstant,
    pausedSince: nullableInstant,
    pauseReason: nullableText,
    /** Working minutes left (negative: overdue); null without a due date. */
    remainingMinutes: { type: ['integer', 'null'] },
  },
} as const;
export type ClockView = FromSchema<typeof clockView>;

export const documentView = {
  ...uploadedView,
  required: [...uploadedView.required, 'uploadedAt'],
  properties: { ...uploadedView.properties, uploadedAt: instant },
} as const;

export const paperView = {
  type: 'object',
  required: ['id', 'kind', 'name', 'number', 'issuedAt', 'documentId'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    kind: { type: 'string' },
    name: bilingual,
    number: nullableText,
    issuedAt: instant,
    documentId: { type: 'string' },
  },
} as const;

export const dossierView = {
  type: 'object',
  required: [
    'id',
    'code',
    'lookupCode',
    'etag',
    'procedure',
    'caseId',
    'caseName',
    'channel',
    'units',
    'applicant',
    'data',
    'status',
    'substatus',
    'outcome',
    'clock',
    'submittedAt',
    'acceptedAt',
    'finishedAt',
    'publicStep',
    'activeElements',
    'documents',
    'papers',
    'supplementItems',
    'supplementDueAt',
    'supplementComponents',
    'actions',
    'awaitsSystem',
    'engine',
    'processDefinitionKey',
    'processInstanceKey',
  ],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    /** Null until accepted. */
    code: nullableText,
    /** Printed on the receipt; with the code it opens the public tracking page. Only for the applicant and staff at the desk. */
    lookupCode: nullableText,
    etag: { type: 'string' },
    procedure: {
      type: 'object',
      required: ['code', 'name', 'version'],
      additionalProperties: false,
      properties: { code: { type: 'string' }, name: bilingual, version: { type: 'integer' } },
    },
    caseId: { type: 'string' },
    caseName: bilingual,
    channel: { enum: channels },
    units: {
      type: 'object',
      required: ['receiving', 'competent', 'support'],
      additionalProperties: false,
      properties: { receiving: { type: 'string' }, competent: nullableText, support: nullableText },
    },
    applicant: freeObject,
    data: freeObject,
    /** Form of the case in the dossier's own version: the one these data were given in. Absent when the version has none. */
    startForm: freeObject,
    /** National status 1 to 10, see statuses. */
    status: { type: 'integer', minimum: 1, maximum: 10 },
    substatus: nullableText,
    outcome: nullableText,
    clock: clockView,
    submittedAt: instant,
    acceptedAt: nullableInstant,
    finishedAt: nullableInstant,
    /** The sentence the citizen reads. */
    publicStep: nullableText,
    /** Ids of BPMN elements in which a token stands, for the diagram. */
    activeElements: { type: 'array', items: { type: 'string' } },
    /** What the applicant handed in; what the units issued is in `papers`. */
    documents: { type: 'array', items: documentView },
    papers: { type: 'array', items: paperView },
    /** What the open supplement request asks for; empty when there is none. */
    supplementItems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['item', 'reason'],
        additionalProperties: false,
        properties: { item: { type: 'string' }, reason: { type: 'string' }, componentId: { type: 'string' } },
      },
    },
    /** Until when the open request can be answered; null when there is none. */
    supplementDueAt: nullableInstant,
    /** Papers that may answer an item which names no component: those of the case that are files. Empty when every item names one. */
    supplementComponents: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: { id: { type: 'string' }, name: bilingual },
      },
    },
    /** What this person may do now. */
    actions: { type: 'array', items: { enum: ['supplement', 'withdraw', 'stop'] } },
    /** An act that the process system has not carried out yet, or has refused; null: everything goes on. */
    awaitsSystem: systemWait,
    engine: { type: 'string' },
    processDefinitionKey: nullableText,
    processInstanceKey: nullableText,
  },
} as const;
export type DossierView = FromSchema<typeof dossierView>;

export const dossierCreatedView = {
  type: 'object',
  required: ['id', 'status', 'lookupCode'],
  additionalProperties: false,
  properties: { id: { type: 'string' }, status: { type: 'integer' }, lookupCode: { type: 'string' } },
} as const;

export const timelineView = {
  type: 'object',
  required: ['items'],
  additionalProperties: false,
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['at', 'kind', 'title', 'actor', 'detail'],
        additionalProperties: false,
        properties: {
          at: instant,
          /** submitted, accepted, supplementRequested, supplemented, step, paper, notification, … */
          kind: { type: 'string' },
          title: bilingual,
          actor: nullableText,
          detail: nullableText,
          elementId: { type: 'string' },
          until: nullableInstant,
          documentId: { type: 'string' },
        },
      },
    },
  },
} as const;
export type TimelineView = FromSchema<typeof timelineView>;

export const dossierRow = {
  type: 'object',
  required: [
    'id',
    'code',
    'procedureCode',
    'procedureName',
    'applicantName',
    'status',
    'publicStep',
    'clock',
    'submittedAt',
  ],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    code: nullableText,
    procedureCode: { type: 'string' },
    procedureName: bilingual,
    applicantName: { type: 'string' },
    status: { type: 'integer' },
    publicStep: nullableText,
    clock: clockView,
    submittedAt: instant,
  },
} as const;

/** The BPMN that the dossier runs on, as its author drew it. */
export const diagramView = {
  type: 'object',
  required: ['xml'],
  additionalProperties: false,
  properties: { xml: { type: 'string' } },
} as const;

/** Public: no name, no address, no identity number. */
export const trackingView = {
  type: 'object',
  required: [
    'code',
    'procedureName',
    'status',
    'publicStep',
    'clock',
    'submittedAt',
    'acceptedAt',
    'todo',
    'awaitsSystem',
  ],
  additionalProperties: false,
  properties: {
    code: { type: 'string' },
    procedureName: bilingual,
    status: { type: 'integer' },
    publicStep: nullableText,
    clock: clockView,
    submittedAt: instant,
    acceptedAt: nullableInstant,
    /** What the applicant has to do now; null = nothing. */
    todo: { enum: ['supplement', 'pay', 'collect', null] },
    /** What was sent and the process system has not carried out yet, or has refused; null: everything goes on. */
    awaitsSystem: systemWait,
  },
} as const;
export type TrackingView = FromSchema<typeof trackingView>;

export const pageOf = <S>(item: S) =>
  ({
    type: 'object',
    required: ['items', 'next'],
    additionalProperties: false,
    properties: { items: { type: 'array', items: item }, next: { type: ['string', 'null'] } },
  }) as const;
