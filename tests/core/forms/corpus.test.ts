import { checkSubmission, keepShown } from '../../../core/forms/check-submission.ts';
import type { FormProblem } from '../../../core/forms/form-schema.ts';
import { checkForm } from '../../../core/forms/check-form.ts';
import { formOf, readCorpus } from './corpus.ts';

const corpus = readCorpus();
const context = { now: Date.UTC(2026, 10, 24, 3) };
const placeOf = ({ fieldId, indexes }: FormProblem): string => [fieldId, ...indexes].join('.');
const places = (problems: readonly FormProblem[]): string[] => [...new Set(problems.map(placeOf))].sort();

describe('the table of answers, on the server', () => {
  it('has at least sixty cases with different names', () => {
    expect(corpus.cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpus.cases.map(({ name }) => name)).size).toBe(corpus.cases.length);
  });

  it.each(Object.entries(corpus.forms))('uses the sound form "%s"', (_name, form) => {
    expect(checkForm(form)).toEqual([]);
  });

  it.each(corpus.cases.map((entry) => [`${entry.form}: ${entry.name}`, entry] as const))('%s', (_name, entry) => {
    const form = formOf(corpus, entry);
    // what a client sends that ignores the page
    const raw = checkSubmission(form, entry.data, context);
    expect(places(raw.problems)).toEqual([...new Set([...entry.failing, ...(entry.serverOnly ?? [])])].sort());
    // what the page sends: only shown fields
    const shown = keepShown(form, entry.data, context);
    const hiddenOnly = raw.problems.every(({ rule }) => ['hidden', 'disabled'].includes(rule));
    if (hiddenOnly) expect(places(checkSubmission(form, shown, context).problems)).toEqual(entry.failing);
  });
});
