/** Query of the lists that administrators work through, a page at a time. */
export const deskQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    after: { type: 'string', maxLength: 300 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  },
} as const;
