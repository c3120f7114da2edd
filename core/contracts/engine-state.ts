import { count, instant, nullableInstant, nullableText, type FromSchema } from './schema.ts';

/** One engine that this site uses, as it answers now. */
export const engineState = {
  type: 'object',
  required: ['name', 'version', 'reachable', 'partitions'],
  additionalProperties: false,
  properties: {
    name: { enum: ['embedded', 'zeebe'] },
    version: { type: 'string' },
    /** It answered when it was asked just now. */
    reachable: { type: 'boolean' },
    /** A partition without a leader carries nothing out. */
    partitions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'hasLeader'],
        additionalProperties: false,
        properties: { id: { type: 'integer' }, hasLeader: { type: 'boolean' } },
      },
    },
  },
} as const;
export type EngineState = FromSchema<typeof engineState>;

/** Counting of what waits stops here. */
export const COUNT_LIMIT = 10_000;

/** How the process system of the site is doing. Counts stop at COUNT_LIMIT. */
export const engineDeskView = {
  type: 'object',
  required: ['at', 'engines', 'commands', 'feed', 'deadLetters', 'incidents'],
  additionalProperties: false,
  properties: {
    at: instant,
    engines: { type: 'array', items: engineState },
    commands: {
      type: 'object',
      required: ['waiting', 'oldestAt', 'refused'],
      additionalProperties: false,
      properties: {
        /** Written down and not carried out yet. */
        waiting: count,
        oldestAt: nullableInstant,
        /** Refused, and nobody has dealt with it. */
        refused: count,
      },
    },
    feed: {
      type: 'object',
      required: ['waiting', 'oldestAt', 'foreignSince'],
      additionalProperties: false,
      properties: {
        /** Records that no screen shows yet. */
        waiting: count,
        oldestAt: nullableInstant,
        /** Since when the brokers' data do not belong to this database (they were emptied, or put back): nothing is exchanged with them. */
        foreignSince: nullableInstant,
      },
    },
    deadLetters: count,
    incidents: count,
  },
} as const;
export type EngineDeskView = FromSchema<typeof engineDeskView>;

/** A command that the process system refused; says what and why, nothing of what the dossier holds. */
export const refusedCommandRow = {
  type: 'object',
  required: [
    'id',
    'type',
    'subject',
    'reason',
    'detail',
    'isSettled',
    'dossierId',
    'dossierCode',
    'procedureCode',
    'version',
    'createdAt',
    'refusedAt',
  ],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    /** As the engine's port names it: createInstance, completeUserTask, publishMessage, … */
    type: { type: 'string' },
    /** Name of the task, message or signal that it is about; null where it has none. */
    subject: nullableText,
    /** NOT_FOUND, INVALID_STATE, INVALID_ARGUMENT or ALREADY_EXISTS. */
    reason: { type: 'string' },
    /** The sentence of the process system, in its own language. */
    detail: { type: 'string' },
    /** What it asked for has come about, or has no object any more: nothing is left to send. */
    isSettled: { type: 'boolean' },
    /** Null for what belongs to no dossier. */
    dossierId: nullableText,
    dossierCode: nullableText,
    procedureCode: nullableText,
    version: { type: ['integer', 'null'] },
    createdAt: instant,
    refusedAt: instant,
  },
} as const;
export type RefusedCommandRow = FromSchema<typeof refusedCommandRow>;

/** A record of the process system that could not be stored or shown. Its contents are not told. */
export const deadLetterRow = {
  type: 'object',
  required: ['id', 'partition', 'position', 'stage', 'reason', 'at'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    /** Null when not even its place could be read. */
    partition: { type: ['integer', 'null'] },
    position: nullableText,
    /** sink: not stored · projection: stored, and not shown. */
    stage: { enum: ['sink', 'projection'] },
    reason: { type: 'string' },
    at: instant,
  },
} as const;
export type DeadLetterRow = FromSchema<typeof deadLetterRow>;

/** What somebody did waits for the process system, or was refused by it. */
export const systemWait = {
  type: ['object', 'null'],
  required: ['since', 'refused'],
  additionalProperties: false,
  properties: {
    /** When the act was recorded. */
    since: instant,
    refused: { type: 'boolean' },
  },
} as const;
export type SystemWait = FromSchema<typeof systemWait>;
