import type { FormSchema } from '../../../core/forms/form-schema.ts';
import { ConflictError } from '../../shared/errors.ts';

/** A form of a procedure version: JSON that passed the checks of the import. */
export type FindForm = (
  procedureCode: string,
  version: number,
  formId: string,
) => Promise<Readonly<Record<string, unknown>> | undefined>;
type Named = { readonly form_id: string | null; readonly procedure_code: string; readonly version: number };

const isForm = (value: Readonly<Record<string, unknown>> | undefined): value is Record<string, unknown> & FormSchema =>
  Array.isArray(value?.['components']);

/**
 * The form of a task, from the version that its dossier is bound to; undefined for a task without one.
 * @throws ConflictError the version lacks the form it names
 */
export const readTaskForm = async (
  findForm: FindForm,
  { form_id, procedure_code, version }: Named,
): Promise<FormSchema | undefined> => {
  if (form_id === null) return undefined;
  const form = await findForm(procedure_code, version, form_id);
  if (!isForm(form)) throw new ConflictError(`Phiên bản ${version} của thủ tục không có biểu mẫu ${form_id}`);
  return form;
};
