import { parseProcesses } from '../bpmn/parse-processes.ts';
import type { ExecutableProcess } from '../bpmn/executable-process.ts';
import { checkForm } from '../forms/check-form.ts';
import type { FormSchema } from '../forms/form-schema.ts';
import type { PackageProblem } from '../contracts/procedure.ts';
import { decisionPaths, formIdOf, formPaths, modelPaths, type BundleFiles } from './bundle.ts';
import { errorAt } from './problems.ts';

export type LocatedProcess = { readonly file: string; readonly process: ExecutableProcess };
export type ParsedBundle = {
  readonly processes: readonly LocatedProcess[];
  readonly forms: ReadonlyMap<string, FormSchema>;
  /** Decision ids by file. */
  readonly decisions: readonly { readonly file: string; readonly decisionId: string }[];
  readonly problems: readonly PackageProblem[];
};
/** Reads a DMN file: its decisions or its problems. */
export type ReadDecisions = (
  file: string,
  xml: string,
) => Promise<{ readonly decisionIds: readonly string[]; readonly problems: readonly string[] }>;

const parseModels = async (files: BundleFiles): Promise<Pick<ParsedBundle, 'processes' | 'problems'>> => {
  const parsed = await Promise.all(
    modelPaths(files).map(async (file) => ({ file, ...(await parseProcesses(file, files.get(file) ?? '')) })),
  );
  return {
    processes: parsed.flatMap(({ file, processes }) => processes.map((process) => ({ file, process }))),
    problems: parsed.flatMap(({ problems }) =>
      problems.map(({ resource, elementId, message }) => errorAt('model', resource, message, message, elementId)),
    ),
  };
};

const parseForm = (
  file: string,
  text: string,
): { readonly form: FormSchema | undefined; readonly problems: PackageProblem[] } => {
  let form: FormSchema;
  try {
    form = JSON.parse(text) as FormSchema;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      form: undefined,
      problems: [errorAt('form-json', file, `Không phải JSON: ${reason}`, `Not JSON: ${reason}`)],
    };
  }
  if (typeof form !== 'object' || form === null || !Array.isArray(form.components)) {
    return {
      form: undefined,
      problems: [errorAt('form-shape', file, 'Biểu mẫu thiếu "components"', 'The form has no "components"')],
    };
  }
  const named =
    form.id === formIdOf(file)
      ? []
      : [
          errorAt(
            'form-id',
            file,
            `id của biểu mẫu phải là "${formIdOf(file)}", đang là "${form.id}"`,
            `The form's id must be "${formIdOf(file)}", it is "${form.id}"`,
          ),
        ];
  return { form, problems: [...named, ...checkForm(form).map((finding) => ({ file, ...finding }))] };
};

const parseForms = (files: BundleFiles): Pick<ParsedBundle, 'forms' | 'problems'> => {
  const parsed = formPaths(files).map((file) => ({ file, ...parseForm(file, files.get(file) ?? '') }));
  return {
    forms: new Map(parsed.flatMap(({ file, form }) => (form ? [[formIdOf(file), form] as const] : []))),
    problems: parsed.flatMap(({ problems }) => problems),
  };
};

/** All models, forms and decision tables of a bundle, with everything that is wrong inside each. */
export const parseBundle = async (files: BundleFiles, readDecisions: ReadDecisions): Promise<ParsedBundle> => {
  const models = await parseModels(files);
  const forms = parseForms(files);
  const decisions = await Promise.all(
    decisionPaths(files).map(async (file) => ({ file, ...(await readDecisions(file, files.get(file) ?? '')) })),
  );
  return {
    processes: models.processes,
    forms: forms.forms,
    decisions: decisions.flatMap(({ file, decisionIds }) => decisionIds.map((decisionId) => ({ file, decisionId }))),
    problems: [
      ...models.problems,
      ...forms.problems,
      ...decisions.flatMap(({ file, problems }) =>
        problems.map((message) => errorAt('decision', file, message, message)),
      ),
    ],
  };
};
