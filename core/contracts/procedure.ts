import { channels } from './dossier.ts';
import { bilingual, freeObject, instant, nullableInstant, nullableText, text, type FromSchema } from './schema.ts';

/** One finding of an import or a check. `error` stops, `warning` stays with the version. */
export const problem = {
  type: 'object',
  required: ['severity', 'file', 'message'],
  additionalProperties: false,
  properties: {
    severity: { enum: ['error', 'warning'] },
    file: { type: 'string' },
    elementId: { type: 'string' },
    /** Stable id of the rule, e.g. reference-form. */
    rule: { type: 'string' },
    message: bilingual,
  },
} as const;
export type PackageProblem = FromSchema<typeof problem>;

export const versionCreatedView = {
  type: 'object',
  required: ['procedureCode', 'version', 'checksum', 'warnings'],
  additionalProperties: false,
  properties: {
    procedureCode: { type: 'string' },
    version: { type: 'integer' },
    checksum: { type: 'string' },
    warnings: { type: 'array', items: problem },
  },
} as const;

export const createReleaseBody = {
  type: 'object',
  required: ['procedureCode', 'version'],
  additionalProperties: false,
  properties: {
    procedureCode: text(60),
    version: { type: 'integer', minimum: 1, maximum: 999_999 },
    /** Unit codes with everything below them; absent = the whole site. */
    units: { type: 'array', minItems: 1, maxItems: 500, uniqueItems: true, items: text(60) },
    /** Default: now. */
    effectiveFrom: instant,
    reason: text(2000),
  },
} as const;
export type CreateReleaseBody = FromSchema<typeof createReleaseBody>;

export const releaseView = {
  type: 'object',
  required: ['id', 'procedureCode', 'version', 'units', 'effectiveFrom', 'releasedAt', 'releasedBy'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    procedureCode: { type: 'string' },
    version: { type: 'integer' },
    units: { type: ['array', 'null'], items: { type: 'string' } },
    effectiveFrom: instant,
    releasedAt: instant,
    releasedBy: { type: 'string' },
  },
} as const;

export const procedureRow = {
  type: 'object',
  required: ['code', 'name', 'field', 'onlineLevel', 'currentVersion'],
  additionalProperties: false,
  properties: {
    code: { type: 'string' },
    name: bilingual,
    field: { type: 'string' },
    onlineLevel: nullableText,
    currentVersion: { type: ['integer', 'null'] },
  },
} as const;

export const versionRow = {
  type: 'object',
  required: ['version', 'checksum', 'createdAt', 'createdBy', 'warnings', 'releases', 'openDossiers'],
  additionalProperties: false,
  properties: {
    version: { type: 'integer' },
    checksum: { type: 'string' },
    createdAt: instant,
    createdBy: { type: 'string' },
    warnings: { type: 'array', items: problem },
    releases: { type: 'array', items: releaseView },
    /** Dossiers that still run on it. */
    openDossiers: { type: 'integer' },
  },
} as const;
export type VersionRow = FromSchema<typeof versionRow>;

/** What a citizen reads before filing; the record of the version in force for the asking unit. */
export const procedureView = {
  type: 'object',
  required: [
    'code',
    'name',
    'field',
    'level',
    'version',
    'effectiveFrom',
    'subjects',
    'conditions',
    'legalBasis',
    'cases',
    'channels',
  ],
  additionalProperties: false,
  properties: {
    code: { type: 'string' },
    name: bilingual,
    field: { type: 'string' },
    level: { type: 'string' },
    version: { type: 'integer' },
    effectiveFrom: nullableInstant,
    subjects: { type: 'array', items: { type: 'string' } },
    conditions: nullableText,
    legalBasis: {
      type: 'array',
      items: {
        type: 'object',
        required: ['number', 'title'],
        additionalProperties: true,
        properties: { number: { type: 'string' }, title: { type: 'string' }, article: { type: 'string' } },
      },
    },
    cases: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name', 'documents', 'results', 'startForm'],
        additionalProperties: true,
        properties: {
          id: { type: 'string' },
          name: bilingual,
          documents: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'name', 'form', 'quantity', 'required'],
              additionalProperties: true,
              properties: {
                id: { type: 'string' },
                name: bilingual,
                form: { enum: ['ORIGINAL', 'COPY', 'E_FORM', 'E_DATA'] },
                quantity: { type: 'integer' },
                required: { type: 'boolean' },
                /** The state holds it: nothing to hand in. */
                stateHolds: { type: 'boolean' },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'name'],
              additionalProperties: true,
              properties: { id: { type: 'string' }, name: bilingual },
            },
          },
          /** form-js schema of the start form. */
          startForm: freeObject,
        },
      },
    },
    channels: {
      type: 'array',
      items: {
        type: 'object',
        required: ['channel', 'time', 'fees', 'onlineLevel'],
        additionalProperties: true,
        properties: {
          channel: { enum: channels },
          time: {
            type: 'object',
            required: ['value', 'unit'],
            additionalProperties: true,
            properties: { value: { type: 'number' }, unit: { enum: ['workingHours', 'workingDays', 'days'] } },
          },
          cutOff15h: { type: 'boolean' },
          fees: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'kind', 'amount', 'per'],
              additionalProperties: true,
              properties: {
                id: { type: 'string' },
                kind: { enum: ['FEE', 'CHARGE'] },
                amount: { type: ['integer', 'null'] },
                per: bilingual,
              },
            },
          },
          onlineLevel: nullableText,
        },
      },
    },
  },
} as const;
export type ProcedureView = FromSchema<typeof procedureView>;
