import type { ProcedureView } from '../../../core/contracts/procedure.ts';
import { formIdOf, formPaths, type BundleFiles } from '../../../core/procedure/bundle.ts';
import type { ReleaseInForce } from './procedures-view.ts';

/** The record as citizens and programs read it: with the start form of each case, without what steers the process. */
export const toProcedureView = (
  { record, version, effectiveFrom }: ReleaseInForce,
  files: BundleFiles,
): ProcedureView => {
  const forms = new Map(formPaths(files).map((path) => [formIdOf(path), path]));
  const startForm = (id: string) => JSON.parse(files.get(forms.get(id) ?? '') ?? '{}') as Record<string, unknown>;
  const { code, name, field, level, subjects, conditions, legalBasis, cases, channels } = record;
  return {
    code,
    name,
    field,
    level,
    version,
    effectiveFrom: effectiveFrom.toISOString(),
    subjects,
    conditions:
      conditions === undefined || conditions === null
        ? null
        : typeof conditions === 'string'
          ? conditions
          : conditions.vi,
    legalBasis,
    channels,
    cases: cases.map(({ process: _process, startForm: form, ...each }) => ({
      ...each,
      startFormId: form,
      startForm: startForm(form),
    })),
    ...(record.questions ? { questions: record.questions } : {}),
  };
};
