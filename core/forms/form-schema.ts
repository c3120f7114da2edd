import type { JsonValue, Variables } from '../contracts/json.ts';

/** Limits of a field as form-js keeps them; numbers may be FEEL (`"=expression"`). */
export type FieldLimits = {
  readonly required?: boolean;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly minLength?: number | string;
  readonly maxLength?: number | string;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly validationType?: string;
};

/** A component of a form-js schema (schemaVersion 19): the members that our rules read. */
export type FormComponent = {
  readonly id: string;
  readonly type: string;
  readonly key?: string;
  readonly path?: string;
  readonly label?: string;
  readonly text?: string;
  readonly content?: string;
  readonly description?: string;
  readonly dateLabel?: string;
  readonly disabled?: boolean;
  readonly readonly?: boolean | string;
  readonly defaultValue?: JsonValue;
  readonly conditional?: { readonly hide?: string };
  readonly validate?: FieldLimits;
  readonly components?: readonly FormComponent[];
  readonly values?: readonly JsonValue[];
  readonly valuesKey?: string;
  readonly valuesExpression?: string;
  readonly subtype?: string;
  readonly timeSerializingFormat?: string;
  readonly disallowPassedDates?: boolean;
  readonly decimalDigits?: number;
  readonly increment?: number | string;
  readonly serializeToString?: boolean;
  readonly expression?: string;
  readonly isRepeating?: boolean;
  readonly multiple?: boolean | string;
  /** Free pairs of the author. Ours: `labelEn`; on dates `notBefore` and `notAfter` (`today` or yyyy-mm-dd). */
  readonly properties?: Readonly<Record<string, string>>;
};

/** The root of a form-js schema. */
export type FormSchema = {
  readonly id?: string;
  readonly type?: string;
  readonly schemaVersion?: number;
  readonly components: readonly FormComponent[];
};

export type SubmissionContext = {
  /** Values that the form starts with; what was submitted wins over them. */
  readonly initial?: Variables;
  /** Values that only the server says; they win over everything submitted, in conditions and expressions. */
  readonly variables?: Variables;
  /** Milliseconds since the epoch; "today" is read from it in Asia/Ho_Chi_Minh. */
  readonly now: number;
};

export type FormProblem = {
  /** Id of the form-js component; "" for a value that no field asks for. */
  readonly fieldId: string;
  /** Row numbers of the lists around the field, from 0; outermost first. */
  readonly indexes: readonly number[];
  /** JSON pointer into the submitted data. */
  readonly pointer: string;
  /** Stable name of the rule: required, pattern, minLength, hidden, unknown, … */
  readonly rule: string;
  readonly message: string;
  readonly messageEn: string;
};
