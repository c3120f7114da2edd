import { ConditionChecker, type FormFields } from '@bpmn-io/form-js-viewer';
import type { JsonValue, Variables } from '../../core/contracts/json.ts';
import type { FormComponent } from '../../core/forms/form-schema.ts';
import { isValueType } from '../../core/forms/field-kinds.ts';
import { normaliseValue } from '../../core/forms/normalise-value.ts';
import { checkDate } from './check-date.ts';
import { createDateField } from './fields/DateField.tsx';
import { createFileField } from './fields/FileField.tsx';
import type { Upload } from './fields/upload-file.ts';
import type { FormTranslate } from './form-texts.ts';

const MAX_ROUNDS = 10;

/**
 * A value of a hidden field is seen by no condition, however long the chain of fields that hide each other. The viewer looks
 * once; the server goes on until nothing changes, and both must show the same fields.
 */
class SettledConditions extends ConditionChecker {
  override applyConditions(data: Variables, contextData: Variables = {}, options = {}): Variables {
    let shown = super.applyConditions(data, contextData, options);
    if (Object.keys(options).length > 0 || data !== contextData) return shown;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const next = super.applyConditions(shown, shown, options);
      if (JSON.stringify(next) === JSON.stringify(shown)) break;
      shown = next;
    }
    // The viewer lays this over the values it began with; a name that is missing here would show through from there.
    const hidden = Object.keys(data).filter((name) => !(name in shown));
    return { ...shown, ...Object.fromEntries(hidden.map((name) => [name, undefined])) };
  }
}

type Validator = { validateFieldInstance(instance: { id: string }, value: unknown): string[] };
type Registry = { get(id: string): FormComponent | undefined };

/** Checks what will be stored (NFC, trimmed), and dates by our own rules: the same answers as on the server. */
const createChecks = (translate: FormTranslate, now: () => number) => {
  class Checks {
    static $inject = ['validator', 'formFieldRegistry'];
    constructor(validator: Validator, fields: Registry) {
      const check = validator.validateFieldInstance.bind(validator);
      validator.validateFieldInstance = (instance, value) => {
        const field = fields.get(instance.id);
        if (!field || !isValueType(field.type)) return check(instance, value);
        const stored = normaliseValue(field.type, value as JsonValue | undefined);
        const dates = field.type === 'datetime' ? checkDate(field, stored, now(), translate) : [];
        return [...check(instance, stored), ...dates];
      };
    }
  }
  return Checks;
};

type Deps = { readonly translate: FormTranslate; readonly upload: Upload; readonly now: () => number };

/** Our own fields, checks and texts, as modules of the viewer. */
export const createFormModules = ({ translate, upload, now }: Deps): object[] => {
  class OwnFields {
    static $inject = ['formFields'];
    constructor(formFields: FormFields) {
      formFields.register('filepicker', createFileField({ translate, upload }));
      formFields.register('datetime', createDateField(translate));
    }
  }
  return [
    {
      __init__: ['ownFields', 'ownChecks'],
      translate: ['value', translate],
      conditionChecker: ['type', SettledConditions],
      ownFields: ['type', OwnFields],
      ownChecks: ['type', createChecks(translate, now)],
    },
  ];
};
