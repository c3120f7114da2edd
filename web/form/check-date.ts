import type { FormComponent } from '../../core/forms/form-schema.ts';
import {
  isLocalDate,
  isLocalDateTime,
  isLocalTime,
  localDateAt,
  resolveDateLimit,
} from '../../core/forms/local-date.ts';
import type { FormTranslate } from './form-texts.ts';

const show = (date: string): string => date.split('-').reverse().join('/');

const isReal = (value: string, { subtype = 'date', timeSerializingFormat }: FormComponent): boolean => {
  if (subtype === 'time') return isLocalTime(value, timeSerializingFormat);
  return subtype === 'datetime' ? isLocalDateTime(value, timeSerializingFormat) : isLocalDate(value);
};

/** What the viewer does not check of a date: that it exists, and the author's limits. The server's rules, see core/forms. */
export const checkDate = (field: FormComponent, value: unknown, now: number, translate: FormTranslate): string[] => {
  if (typeof value !== 'string' || value === '') return [];
  if (!isReal(value, field))
    return [
      translate(
        field.subtype === 'time' ? 'Enter a time from 00:00 to 23:59.' : 'Enter a real date as day, month and year.',
      ),
    ];
  const today = localDateAt(now);
  const day = value.slice(0, 10);
  const notBefore = field.disallowPassedDates ? today : resolveDateLimit(field.properties?.['notBefore'], today);
  const notAfter = resolveDateLimit(field.properties?.['notAfter'], today);
  return [
    ...(notBefore !== undefined && day < notBefore
      ? [translate('Must not be before {value}.', { value: show(notBefore) })]
      : []),
    ...(notAfter !== undefined && day > notAfter
      ? [translate('Must not be after {value}.', { value: show(notAfter) })]
      : []),
  ];
};
