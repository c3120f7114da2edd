import type { Locator } from 'playwright-core';

/** Heading of the section, words of the field, and the answer as it stands on the page: text, dd/mm/yyyy, or the words of a choice. */
export type Answer = readonly [section: string | null, field: string, value: string];

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Required fields carry an asterisk behind their words. */
const labelled = (words: string): RegExp => new RegExp(`^${escaped(words)}\\*?$`);

const fieldOf = (form: Locator, [section, words]: Answer): Locator => {
  const scope = section === null ? form : form.getByRole('group', { name: labelled(section) });
  const label = form.page().locator('.fjs-form-field-label', { hasText: labelled(words) });
  return scope.locator('.fjs-form-field:not(.fjs-form-field-grouplike)').filter({ has: label }).first();
};

const answerDate = async (field: Locator, value: string): Promise<void> => {
  const parts = field.locator('.mc-form-date input');
  for (const [index, part] of value.split('/').entries()) await parts.nth(index).fill(part);
};

const answerChoice = async (field: Locator, value: string): Promise<void> => {
  await field.locator('.fjs-select-display, .fjs-input').first().click();
  await field.locator('.fjs-dropdownlist-item', { hasText: value }).click();
};

const answerField = async (form: Locator, answer: Answer): Promise<void> => {
  const [, , value] = answer;
  const field = fieldOf(form, answer);
  await field.scrollIntoViewIfNeeded();
  const kind = /fjs-form-field-(datetime|radio|checklist|checkbox|select)/.exec(
    (await field.getAttribute('class')) ?? '',
  );
  if (kind?.[1] === 'datetime') return answerDate(field, value);
  if (kind?.[1] === 'select') return answerChoice(field, value);
  if (kind?.[1] === 'checkbox') return field.locator('input').check();
  if (kind) return field.getByLabel(value, { exact: true }).check();
  await field.locator('input, textarea').fill(value);
};

/** Fills in a form of a procedure as people do: by what they read, in their order. */
export const answerForm = async (form: Locator, answers: readonly Answer[]): Promise<void> => {
  for (const answer of answers) await answerField(form, answer);
};
