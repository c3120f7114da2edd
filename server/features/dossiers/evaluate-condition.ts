import type { Feel } from '../../../core/expressions/feel.ts';
import type { EvaluateCondition } from './check-new-dossier.ts';

/** Conditions of a record (`=…`) over the answers of the start form. */
export const createEvaluateCondition =
  (feel: Pick<Feel, 'compile'>): EvaluateCondition =>
  (text, data, now) => {
    const compiled = feel.compile(text.replace(/^=/, ''));
    if (!compiled.ok) return undefined;
    const result = compiled.expression.evaluate({ lookup: (name) => data[name], now });
    return result.ok && typeof result.value === 'boolean' ? result.value : undefined;
  };
