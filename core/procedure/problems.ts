import type { PackageProblem } from '../contracts/procedure.ts';

/** A finding that stops the import. `rule` is a stable id. */
export const errorAt = (rule: string, file: string, vi: string, en: string, elementId?: string): PackageProblem => ({
  severity: 'error',
  rule,
  file,
  message: { vi, en },
  ...(elementId === undefined ? {} : { elementId }),
});

/** A finding that stays with the version. */
export const warningAt = (rule: string, file: string, vi: string, en: string, elementId?: string): PackageProblem => ({
  ...errorAt(rule, file, vi, en, elementId),
  severity: 'warning',
});
