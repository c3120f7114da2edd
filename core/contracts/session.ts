import { nullableText, text, type FromSchema } from './schema.ts';

export const signInBody = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: { username: text(100), password: text(200) },
} as const;
export type SignInBody = FromSchema<typeof signInBody>;

export const sessionView = {
  type: 'object',
  required: ['user', 'csrfToken'],
  additionalProperties: false,
  properties: {
    user: {
      type: 'object',
      required: ['id', 'username', 'displayName', 'kind', 'roles'],
      additionalProperties: false,
      properties: {
        id: { type: 'string' },
        username: { type: 'string' },
        displayName: { type: 'string' },
        kind: { enum: ['citizen', 'staff'] },
        /** One entry per role and unit; citizens have none. Groups of tasks are written `role@unit`. */
        roles: {
          type: 'array',
          items: {
            type: 'object',
            required: ['role', 'unit', 'unitName'],
            additionalProperties: false,
            properties: { role: { type: 'string' }, unit: { type: 'string' }, unitName: { type: 'string' } },
          },
        },
        /** Citizens only: shown to themselves, prefilled into forms. */
        profile: {
          type: 'object',
          additionalProperties: false,
          properties: {
            personalId: nullableText,
            phone: nullableText,
            email: nullableText,
            address: nullableText,
            dateOfBirth: nullableText,
          },
        },
      },
    },
    csrfToken: { type: 'string' },
  },
} as const;
export type SessionView = FromSchema<typeof sessionView>;
