import type { Variables } from '../../../core/contracts/json.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';
import { listFields } from '../../../core/forms/list-fields.ts';

/**
 * The part of a dossier's data that its applicant may read back: the fields of the form it was filed with. Everything else was
 * written by officers or worked out for them.
 */
export const applicantData = (startForm: FormSchema | undefined, data: Variables): Variables => {
  const own = new Set(startForm ? listFields(startForm).map(({ name }) => name) : []);
  return Object.fromEntries(Object.entries(data).filter(([name]) => own.has(name)));
};
