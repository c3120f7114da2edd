import { count, nullableText, type FromSchema } from './schema.ts';

/** What may be uploaded: said to the person before choosing a file, held by the server by the bytes themselves. */
export const documentLimits = {
  /** Bytes of one document. */
  maxBytes: 20 * 1024 * 1024,
  /** Documents of one person that belong to no dossier yet. */
  maxUnattached: 60,
  /** Bytes of those together. */
  maxUnattachedBytes: 300 * 1024 * 1024,
  types: [
    { mime: 'application/pdf', label: 'PDF', extension: 'pdf' },
    { mime: 'image/jpeg', label: 'JPEG', extension: 'jpg' },
    { mime: 'image/png', label: 'PNG', extension: 'png' },
    { mime: 'image/heic', label: 'HEIC', extension: 'heic' },
    {
      mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      label: 'DOCX',
      extension: 'docx',
    },
    { mime: 'application/xml', label: 'XML', extension: 'xml' },
  ],
} as const;
export type DocumentMime = (typeof documentLimits.types)[number]['mime'];

/** Answer to an upload; `id`, `name` and `size` are the reference that a form keeps. */
export const uploadedView = {
  type: 'object',
  required: ['id', 'componentId', 'name', 'size', 'mime', 'sha256'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    componentId: nullableText,
    name: { type: 'string' },
    size: count,
    mime: { type: 'string' },
    sha256: { type: 'string' },
  },
} as const;
export type UploadedView = FromSchema<typeof uploadedView>;
