/** @jsxImportSource preact */
import { Description, Errors, Label } from '@bpmn-io/form-js-viewer';
import { useEffect, useState } from 'preact/hooks';
import type { FormComponent } from '../../../core/forms/form-schema.ts';
import { isLocalDate, isLocalDateTime, isLocalTime } from '../../../core/forms/local-date.ts';
import { fromParts, readPastedDate, toParts, type DateKind, type DateParts } from '../date-parts.ts';
import type { FormTranslate } from '../form-texts.ts';
import { fieldClass, type FieldProps } from './field-props.ts';

const kindOf = ({ subtype = 'date', timeSerializingFormat }: FormComponent): DateKind => ({
  subtype,
  timeSerializingFormat,
});

/** A stored value that is no date or time of this field counts as none. */
const sanitize = ({ value, formField }: { value: unknown; formField: FormComponent }): string | null => {
  if (typeof value !== 'string') return null;
  const { subtype, timeSerializingFormat } = kindOf(formField);
  if (subtype === 'time') return isLocalTime(value, timeSerializingFormat) ? value : null;
  if (subtype === 'datetime') return isLocalDateTime(value, timeSerializingFormat) ? value : null;
  return isLocalDate(value) ? value : null;
};

const boxes = [
  { part: 'day', text: 'Day', length: 2, autocomplete: 'bday-day' },
  { part: 'month', text: 'Month', length: 2, autocomplete: 'bday-month' },
  { part: 'year', text: 'Year', length: 4, autocomplete: 'bday-year' },
] as const;

/**
 * Day, month and year in boxes of their own, in that order whatever the browser's language; a date may be pasted whole. Times
 * are hours and minutes in Vietnam. Registered under the viewer's own type, whose calendar speaks the browser's language.
 */
export const createDateField = (translate: FormTranslate) => {
  function DateField({
    field,
    value,
    domId,
    errors = [],
    disabled,
    readonly,
    onChange,
    onBlur,
    onFocus,
  }: FieldProps<string | null>) {
    const kind = kindOf(field);
    const [parts, setParts] = useState<DateParts>(() => toParts(value, kind));
    useEffect(() => {
      // Typed text stays as it is typed ("1", not "01"); only a value from outside fills the boxes anew.
      if (fromParts(parts, kind) !== (value || null)) setParts(toParts(value, kind));
    }, [value]);
    const change = (next: DateParts): void => {
      setParts(next);
      onChange({ value: fromParts(next, kind) });
    };
    const paste = (event: ClipboardEvent): void => {
      const date = readPastedDate(event.clipboardData?.getData('text') ?? '');
      if (!date || disabled || readonly) return;
      event.preventDefault();
      change({ ...parts, ...date });
    };
    const described = `${domId}-description ${domId}-errors`;
    const shared = {
      disabled: disabled ?? false,
      readOnly: readonly ?? false,
      'aria-invalid': errors.length > 0,
      'aria-describedby': described,
    };
    const isBirth = /birth|sinh/i.test(field.key ?? '');
    const label = field.dateLabel ?? field.label ?? '';
    return (
      <div
        class={fieldClass('datetime', { errors, disabled: disabled ?? false, readonly: readonly ?? false })}
        role="group"
        aria-labelledby={`${domId}-label`}
      >
        <Label id={`${domId}-label`} htmlFor={domId} label={label} required={field.validate?.required ?? false} />
        <div class="mc-form-date" onPaste={paste}>
          {kind.subtype !== 'time' &&
            boxes.map(({ part, text, length, autocomplete }, index) => (
              <label key={part} class={`mc-form-date-${part}`}>
                <span>{translate(text)}</span>
                <input
                  {...shared}
                  id={index === 0 ? domId : `${domId}-${part}`}
                  class="fjs-input"
                  inputMode="numeric"
                  maxLength={length}
                  autocomplete={isBirth ? autocomplete : 'off'}
                  value={parts[part]}
                  onInput={({ currentTarget }) => change({ ...parts, [part]: currentTarget.value })}
                  onBlur={() => onBlur?.()}
                  onFocus={() => onFocus?.()}
                />
              </label>
            ))}
          {kind.subtype !== 'date' && (
            <label class="mc-form-date-time">
              <span>{translate('Time (hh:mm)')}</span>
              <input
                {...shared}
                id={kind.subtype === 'time' ? domId : `${domId}-time`}
                class="fjs-input"
                maxLength={5}
                autocomplete="off"
                value={parts.time}
                onInput={({ currentTarget }) => change({ ...parts, time: currentTarget.value })}
                onBlur={() => onBlur?.()}
                onFocus={() => onFocus?.()}
              />
            </label>
          )}
        </div>
        <Description id={`${domId}-description`} description={field.description ?? ''} />
        <Errors id={`${domId}-errors`} errors={[...errors]} />
      </div>
    );
  }
  DateField.config = {
    type: 'datetime',
    keyed: true,
    name: 'Date time',
    group: 'basic-input',
    emptyValue: null,
    sanitizeValue: sanitize,
    create: (options: object = {}) => ({ subtype: 'date', ...options }),
  };
  return DateField;
};
