import { channels } from './dossier.ts';
import { bilingual, text, type FromSchema } from './schema.ts';

/** Marks that any value of a record may carry: the article behind it, and whether it was read in the law's own text. */
const marks = {
  legal: { type: 'string', maxLength: 500 },
  verified: { type: 'boolean' },
  note: { anyOf: [{ type: 'string', maxLength: 2000 }, bilingual] },
} as const;
const id = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_.-]{0,79}$' } as const;
const feel = { type: 'string', minLength: 2, maxLength: 4000, pattern: '^=' } as const;
const day = { type: 'string', format: 'date' } as const;

const documentComponent = {
  type: 'object',
  required: ['id', 'name', 'form', 'quantity', 'required'],
  additionalProperties: false,
  properties: {
    id,
    name: bilingual,
    form: { enum: ['ORIGINAL', 'COPY', 'E_FORM', 'E_DATA'] },
    quantity: { type: 'integer', minimum: 0, maximum: 100 },
    required: { type: 'boolean' },
    /** FEEL over the start form's data: asked for only when true. */
    when: feel,
    /** A connected register holds it; nothing to hand in. */
    stateHolds: { type: 'boolean' },
    template: { type: 'string', maxLength: 200 },
    ...marks,
  },
} as const;

const feeItem = {
  type: 'object',
  required: ['id', 'kind', 'amount', 'per'],
  additionalProperties: false,
  properties: {
    id,
    kind: { enum: ['FEE', 'CHARGE'] },
    /** Integer VND; null = set by the province, not known here. */
    amount: { type: ['integer', 'null'], minimum: 0 },
    per: bilingual,
    when: feel,
    ...marks,
  },
} as const;

const procedureCase = {
  type: 'object',
  required: ['id', 'name', 'process', 'startForm', 'documents', 'results'],
  additionalProperties: false,
  properties: {
    id,
    name: bilingual,
    description: bilingual,
    /** FEEL over the guiding questions. */
    when: feel,
    process: id,
    startForm: id,
    documents: { type: 'array', maxItems: 100, items: documentComponent },
    results: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: {
          id,
          name: bilingual,
          kind: { type: 'string', maxLength: 60 },
          electronic: { type: 'boolean' },
          ...marks,
        },
      },
    },
    ...marks,
  },
} as const;

const channelTerms = {
  type: 'object',
  required: ['channel', 'time', 'fees', 'onlineLevel'],
  additionalProperties: false,
  properties: {
    channel: { enum: channels },
    time: {
      type: 'object',
      required: ['value', 'unit'],
      additionalProperties: false,
      properties: {
        value: { type: 'number', minimum: 0, maximum: 3650 },
        unit: { enum: ['workingHours', 'workingDays', 'days'] },
        ...marks,
      },
    },
    /** Received after 15:00 counts from the next working day. */
    cutOff15h: { type: 'boolean' },
    fees: { type: 'array', maxItems: 30, items: feeItem },
    onlineLevel: { enum: ['full', 'partial', null] },
    ...marks,
  },
} as const;

/** `procedure.json`, format "procedure/1": the record of one version of a procedure. */
export const procedureRecord = {
  $id: 'procedure/1',
  type: 'object',
  required: [
    'format',
    'code',
    'name',
    'field',
    'level',
    'subjects',
    'legalBasis',
    'cases',
    'channels',
    'competence',
    'data',
  ],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    format: { const: 'procedure/1' },
    code: { type: 'string', pattern: '^[A-Z0-9][A-Z0-9.-]{2,59}$' },
    name: bilingual,
    field: text(200),
    level: { enum: ['PROVINCE', 'COMMUNE'] },
    subjects: { type: 'array', maxItems: 20, items: text(200) },
    conditions: { anyOf: [{ type: 'string', maxLength: 5000 }, bilingual, { type: 'null' }] },
    description: bilingual,
    legalBasis: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['number', 'title'],
        additionalProperties: false,
        properties: { number: text(100), title: text(1000), article: { type: 'string', maxLength: 200 }, ...marks },
      },
    },
    codeHistory: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        required: ['code'],
        additionalProperties: true,
        properties: { code: { type: 'string' } },
      },
    },
    /** Guiding questions; their answers pick the case. */
    questions: {
      type: 'array',
      maxItems: 4,
      items: {
        type: 'object',
        required: ['id', 'text', 'options'],
        additionalProperties: false,
        properties: {
          id,
          text: bilingual,
          options: {
            type: 'array',
            minItems: 2,
            maxItems: 10,
            items: {
              type: 'object',
              required: ['value', 'label'],
              additionalProperties: false,
              properties: { value: text(60), label: bilingual },
            },
          },
        },
      },
    },
    cases: { type: 'array', minItems: 1, maxItems: 50, items: procedureCase },
    channels: { type: 'array', minItems: 1, maxItems: 3, items: channelTerms },
    /** Which unit settles: the kind of unit within the ward (COMMUNE) or province that received the dossier. */
    competence: {
      type: 'object',
      required: ['unitKind'],
      additionalProperties: false,
      properties: {
        /** Kind of the unit that settles, e.g. OFFICE. */
        unitKind: text(60),
        /** Kind of the unit whose leader signs; default PEOPLES_COMMITTEE. */
        authorityKind: text(60),
        field: { type: 'string', maxLength: 200 },
        ...marks,
      },
    },
    /** The data dictionary. */
    data: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        required: ['name', 'type', 'label', 'personal', 'process'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]{0,79}$' },
          type: { enum: ['text', 'number', 'boolean', 'date', 'choice', 'choices', 'list', 'object', 'documents'] },
          label: bilingual,
          source: { type: 'string', maxLength: 200 },
          personal: { type: 'boolean' },
          /** The process may see it. */
          process: { type: 'boolean' },
          ...marks,
        },
      },
    },
    /** Deadlines, caps and switches of this procedure; what is absent comes from the site's settings. */
    parameters: {
      type: 'object',
      maxProperties: 100,
      additionalProperties: {
        type: 'object',
        required: ['value'],
        additionalProperties: false,
        properties: {
          value: {},
          source: { type: 'string', maxLength: 500 },
          from: day,
          to: day,
          unit: { type: 'string', maxLength: 40 },
          ...marks,
        },
      },
    },
    notes: { type: 'array', maxItems: 50, items: { anyOf: [text(2000), bilingual] } },
  },
} as const;
export type ProcedureRecord = FromSchema<typeof procedureRecord>;
