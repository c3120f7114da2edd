import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { procedureRecord, type ProcedureRecord } from '../contracts/package.ts';
import type { PackageProblem } from '../contracts/procedure.ts';
import type { BundleFiles } from './bundle.ts';
import { errorAt } from './problems.ts';

const FILE = 'procedure.json';
const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
const validate = ajv.compile<ProcedureRecord>(procedureRecord);

const words: Readonly<Record<string, (error: ErrorObject) => readonly [string, string]>> = {
  required: ({ params }) => [`thiếu mục "${params['missingProperty']}"`, `"${params['missingProperty']}" is missing`],
  additionalProperties: ({ params }) => [
    `có mục lạ "${params['additionalProperty']}"`,
    `"${params['additionalProperty']}" is not known`,
  ],
  enum: ({ params }) => [
    `phải là một trong: ${(params['allowedValues'] as unknown[]).join(', ')}`,
    `must be one of: ${(params['allowedValues'] as unknown[]).join(', ')}`,
  ],
  type: ({ params }) => [
    `sai kiểu dữ liệu, phải là ${String(params['type'])}`,
    `has the wrong type, must be ${String(params['type'])}`,
  ],
  pattern: ({ params }) => [`không đúng dạng ${params['pattern']}`, `does not match ${params['pattern']}`],
};
const sentence = (error: ErrorObject): readonly [string, string] =>
  words[error.keyword]?.(error) ?? [error.message ?? error.keyword, error.message ?? error.keyword];

const duplicates = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

const checkUnique = (record: ProcedureRecord): PackageProblem[] =>
  [
    ['cases', record.cases.map(({ id }) => id)] as const,
    ['channels', record.channels.map(({ channel }) => channel)] as const,
    ['data', record.data.map(({ name }) => name)] as const,
    ...record.cases.map(
      ({ id, documents }) => [`cases/${id}/documents`, documents.map((document) => document.id)] as const,
    ),
  ].flatMap(([pointer, names]) =>
    duplicates([...names]).map((name) =>
      errorAt('record-unique', FILE, `${pointer}: "${name}" có hai lần`, `${pointer}: "${name}" is there twice`, name),
    ),
  );

/** The record against its schema and its own ids. Without a record nothing else can be checked. */
export const checkRecord = (
  files: BundleFiles,
): { readonly record: ProcedureRecord | undefined; readonly problems: PackageProblem[] } => {
  const text = files.get(FILE);
  if (text === undefined)
    return {
      record: undefined,
      problems: [errorAt('record-missing', FILE, 'Gói thiếu tệp procedure.json', 'The package has no procedure.json')],
    };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      record: undefined,
      problems: [errorAt('record-json', FILE, `Không phải JSON: ${reason}`, `Not JSON: ${reason}`)],
    };
  }
  if (!validate(value)) {
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf').slice(0, 200);
    return {
      record: undefined,
      problems: errors.map((error) => {
        const [vi, en] = sentence(error);
        return errorAt(
          'record-schema',
          FILE,
          `${error.instancePath || '/'}: ${vi}`,
          `${error.instancePath || '/'}: ${en}`,
          error.instancePath,
        );
      }),
    };
  }
  return { record: value, problems: checkUnique(value) };
};
