import { parseExpression, parseUnaryTests } from '@bpmn-io/feelin';
import { isExpression } from './feel-context.ts';
import { isKnownType, isList, isValueType } from './field-kinds.ts';
import type { FormComponent, FormSchema } from './form-schema.ts';
import { labelOf } from './list-fields.ts';
import { isSlowPattern } from './slow-pattern.ts';
import { isSafeName, stepsOf } from './value-path.ts';

/** A finding about a form; `rule` is a stable id. */
export type FormFinding = {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Id of the component; undefined for the form as a whole. */
  readonly elementId?: string;
  readonly message: { readonly vi: string; readonly en: string };
};

type Report = (rule: string, vi: string, en: string, severity?: FormFinding['severity']) => void;
type Seen = { readonly ids: Set<string>; readonly paths: Set<string> };

type Parse = (text: string) => unknown;
type Cursor = { type: { isError: boolean }; next(): boolean };
/** The parser mends what it does not understand; a mended place is an error node. */
const isWellFormed = (parse: Parse, text: string): boolean => {
  try {
    const cursor = (parse(text) as { cursor(): Cursor }).cursor();
    do if (cursor.type.isError) return false;
    while (cursor.next());
    return true;
  } catch {
    return false;
  }
};
const isFeel = (text: string): boolean => isWellFormed((source) => parseExpression(source, {}, undefined), text);
const isUnaryTest = (text: string): boolean => isWellFormed((source) => parseUnaryTests(source, {}, undefined), text);

const checkCondition = (hide: string | undefined, report: Report): void => {
  if (hide === undefined || hide === '') return;
  if (!isExpression(hide))
    report('form-condition', 'Điều kiện ẩn phải bắt đầu bằng "="', 'A hide condition must begin with "="');
  else if (!isUnaryTest(hide.slice(1)) && !isFeel(hide.slice(1)))
    report('form-feel', `Điều kiện ẩn không phải FEEL đúng: ${hide}`, `The hide condition is no valid FEEL: ${hide}`);
};

const checkExpressions = (field: FormComponent, report: Report): void => {
  const { min, max, minLength, maxLength } = field.validate ?? {};
  const texts = [field.expression, field.valuesExpression, field.readonly, min, max, minLength, maxLength];
  for (const text of texts)
    if (isExpression(text) && !isFeel(text.slice(1)))
      report('form-feel', `Biểu thức không phải FEEL đúng: ${text}`, `The expression is no valid FEEL: ${text}`);
  if (field.type === 'expression' && !isExpression(field.expression))
    report('form-expression', 'Trường tính toán thiếu biểu thức', 'The computed field has no expression');
};

const checkLimits = (field: FormComponent, report: Report): void => {
  for (const name of ['min', 'max', 'minLength', 'maxLength'] as const) {
    const limit = field.validate?.[name];
    if (limit === undefined || isExpression(limit)) continue;
    if (!Number.isFinite(Number(limit)) || String(limit).trim() === '')
      report('form-limit', `${name} phải là số: ${limit}`, `${name} must be a number: ${limit}`);
  }
};

const checkPattern = (field: FormComponent, report: Report): void => {
  const { pattern, validationType } = field.validate ?? {};
  if (validationType === 'phone')
    report(
      'form-phone',
      'Kiểu "phone" từ chối số trong nước; hãy dùng mẫu ^(0|\\+84)[35789]\\d{8}$',
      'Type "phone" refuses national numbers; use the pattern ^(0|\\+84)[35789]\\d{8}$',
    );
  if (!pattern) return;
  try {
    new RegExp(pattern);
  } catch {
    return report(
      'form-pattern',
      `Mẫu không phải biểu thức chính quy: ${pattern}`,
      `Not a regular expression: ${pattern}`,
    );
  }
  if (isSlowPattern(pattern))
    report('form-slow-pattern', `Mẫu có thể chạy rất lâu: ${pattern}`, `The pattern can take very long: ${pattern}`);
};

const choiceTypes = new Set(['select', 'radio', 'checklist', 'taglist']);
const checkOptions = (field: FormComponent, report: Report): void => {
  if (!choiceTypes.has(field.type)) return;
  const sources = [field.values, field.valuesKey, field.valuesExpression].filter((source) => source !== undefined);
  if (sources.length !== 1)
    report('form-options', 'Cần đúng một nguồn lựa chọn', 'Exactly one source of options is needed');
  if (field.values?.length === 0) report('form-options', 'Danh sách lựa chọn trống', 'The list of options is empty');
};

const checkLabel = (field: FormComponent, report: Report): void => {
  const silent = field.type === 'expression' || !isValueType(field.type);
  if (!silent && labelOf(field).trim() === '') report('form-label', 'Trường thiếu nhãn', 'The field has no label');
};

const checkPlace = (path: readonly string[], seen: Seen, report: Report): void => {
  const text = path.join('.');
  if (!path.every(isSafeName)) report('form-key', `Khóa không dùng được: "${text}"`, `Unusable key: "${text}"`);
  const clash = [...seen.paths].some(
    (known) => known === text || known.startsWith(`${text}.`) || text.startsWith(`${known}.`),
  );
  if (clash) report('form-duplicate-key', `Khóa "${text}" có hai lần`, `Key "${text}" is used twice`);
  seen.paths.add(text);
};

const checkComponent = (field: FormComponent, path: readonly string[], seen: Seen, report: Report): void => {
  if (seen.ids.has(field.id))
    report('form-duplicate-id', `Mã "${field.id}" có hai lần`, `Id "${field.id}" is used twice`);
  seen.ids.add(field.id);
  if (!isKnownType(field.type))
    return report('form-type', `Không có loại trường "${field.type}"`, `Unknown type "${field.type}"`);
  checkCondition(field.conditional?.hide, report);
  checkExpressions(field, report);
  checkLimits(field, report);
  checkPattern(field, report);
  checkOptions(field, report);
  checkLabel(field, report);
  if (isValueType(field.type)) {
    if (!field.key) report('form-key', 'Trường thiếu khóa', 'The field has no key');
    else checkPlace([...path, ...stepsOf(field.key)], seen, report);
  }
};

const checkList = (field: FormComponent, path: readonly string[], seen: Seen, report: Report): void => {
  if (!field.path) report('form-list', 'Danh sách thiếu đường dẫn (path)', 'The list has no path');
  if (field.isRepeating !== true)
    report('form-list', 'Danh sách phải có isRepeating: true', 'A list needs isRepeating: true');
  checkPlace(path, seen, report);
};

const visit = (
  components: readonly FormComponent[],
  path: readonly string[],
  seen: Seen,
  found: FormFinding[],
): void => {
  for (const field of components) {
    const report: Report = (rule, vi, en, severity = 'error') =>
      found.push({ rule, severity, elementId: field.id, message: { vi, en } });
    checkComponent(field, path, seen, report);
    const inner = [...path, ...stepsOf(field.path)];
    if (isList(field)) {
      checkList(field, inner, seen, report);
      visit(field.components ?? [], [], { ids: seen.ids, paths: new Set() }, found);
    } else if (field.components) visit(field.components, inner, seen, found);
  }
};

const isForm = (value: unknown): value is FormSchema =>
  typeof value === 'object' && value !== null && Array.isArray((value as FormSchema).components);

/**
 * What is wrong with a form before anybody fills it in: unknown types, keys used twice, FEEL that cannot be read, patterns
 * that are wrong or slow, fields without a label or without options. Takes any JSON.
 */
export const checkForm = (form: unknown): FormFinding[] => {
  if (!isForm(form))
    return [
      {
        rule: 'form-shape',
        severity: 'error',
        message: { vi: 'Không phải biểu mẫu form-js', en: 'Not a form-js form' },
      },
    ];
  const found: FormFinding[] = [];
  visit(form.components, [], { ids: new Set(), paths: new Set() }, found);
  return found;
};
