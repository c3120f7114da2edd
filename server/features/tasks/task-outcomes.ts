export type TaskOutcome = { readonly id: string; readonly label: string };

/** Decision buttons from the model's `step.outcomes`: `approve:Trình ký;return:Trả lại`, in that order. */
export const parseOutcomes = (text: string | null): TaskOutcome[] =>
  (text ?? '').split(';').flatMap((part) => {
    const at = part.indexOf(':');
    const id = (at < 0 ? part : part.slice(0, at)).trim();
    const label = at < 0 ? id : part.slice(at + 1).trim();
    return id === '' ? [] : [{ id, label: label === '' ? id : label }];
  });
