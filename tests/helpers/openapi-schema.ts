/** The parts of the OpenAPI 3.1 structure that our document uses, strict about everything else. */
const schemaObject = { type: 'object' } as const;
const content = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]+/[a-z0-9.+*-]+$' },
  additionalProperties: { type: 'object', additionalProperties: false, properties: { schema: schemaObject } },
} as const;
const reference = {
  type: 'object',
  required: ['$ref'],
  additionalProperties: false,
  properties: { $ref: { type: 'string', pattern: '^#/components/' } },
} as const;
const response = {
  type: 'object',
  required: ['description'],
  additionalProperties: false,
  properties: { description: { type: 'string', minLength: 1 }, content },
} as const;
const parameter = {
  type: 'object',
  required: ['name', 'in', 'required', 'schema'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    in: { enum: ['path', 'query', 'header'] },
    required: { type: 'boolean' },
    description: { type: 'string' },
    schema: schemaObject,
  },
} as const;
const operation = {
  type: 'object',
  required: ['tags', 'summary', 'description', 'security', 'parameters', 'responses'],
  additionalProperties: false,
  properties: {
    tags: { type: 'array', minItems: 1, items: { type: 'string' } },
    summary: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    'x-roles': { type: 'array', minItems: 1, items: { type: 'string' } },
    security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array', maxItems: 0 } } },
    parameters: { type: 'array', items: parameter },
    requestBody: {
      type: 'object',
      required: ['content'],
      additionalProperties: false,
      properties: { required: { type: 'boolean' }, content },
    },
    responses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^([1-5][0-9][0-9]|default)$' },
      additionalProperties: { anyOf: [reference, response] },
    },
  },
} as const;

export const openApiSchema = {
  type: 'object',
  required: ['openapi', 'info', 'paths', 'components'],
  additionalProperties: false,
  properties: {
    openapi: { const: '3.1.0' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      additionalProperties: false,
      properties: {
        title: { type: 'string' },
        version: { type: 'string' },
        license: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, identifier: { type: 'string' } },
        },
      },
    },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: { get: operation, post: operation, put: operation, patch: operation, delete: operation },
      },
    },
    components: {
      type: 'object',
      required: ['securitySchemes', 'responses'],
      additionalProperties: false,
      properties: {
        securitySchemes: { type: 'object' },
        responses: { type: 'object', additionalProperties: response },
      },
    },
  },
} as const;
