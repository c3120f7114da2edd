import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { RequestHandler } from 'express';
import { InvalidSubmissionError, type FieldProblem } from '../shared/errors.ts';

const bodies = new Ajv2020({ allErrors: true, strict: false, useDefaults: true });
formats.default(bodies);
const instant = formats.default.get('date-time', 'full') as { readonly validate: (text: string) => boolean };
// A leap second has the form of an instant, but no clock of ours knows it.
bodies.addFormat('date-time', (text: string) => instant.validate(text) && !Number.isNaN(Date.parse(text)));
/** Query values arrive as text, so numbers are read from it. */
const queries = new Ajv2020({ allErrors: true, strict: false, coerceTypes: true, useDefaults: true });
formats.default(queries);

const words = ({ keyword, params, message = keyword }: ErrorObject): readonly [string, string] => {
  switch (keyword) {
    case 'required':
      return ['Thiếu mục này', 'This is missing'];
    case 'additionalProperties':
      return ['Mục này không được nhận', 'This is not known here'];
    case 'type':
      return [`Sai kiểu dữ liệu, cần ${String(params['type'])}`, `Must be ${String(params['type'])}`];
    case 'enum':
      return [
        `Phải là một trong: ${(params['allowedValues'] as unknown[]).join(', ')}`,
        `Must be one of: ${(params['allowedValues'] as unknown[]).join(', ')}`,
      ];
    case 'minLength':
      return ['Không được để trống', 'Must not be empty'];
    case 'maxLength':
      return [`Dài quá ${String(params['limit'])} ký tự`, `Longer than ${String(params['limit'])} characters`];
    case 'pattern':
      return ['Sai dạng', 'Has the wrong form'];
    case 'format':
      return [`Sai dạng ${String(params['format'])}`, `Is no ${String(params['format'])}`];
    default:
      return [message, message];
  }
};

/** Findings of ajv as field problems; pointer into the body. At most 100. */
export const toFieldProblems = (errors: readonly ErrorObject[]): FieldProblem[] =>
  errors.slice(0, 100).map((error) => {
    const extra = (error.params['missingProperty'] ?? error.params['additionalProperty']) as string | undefined;
    const [message, messageEn] = words(error);
    return {
      pointer: extra === undefined ? error.instancePath || '/' : `${error.instancePath}/${extra}`,
      message,
      messageEn,
    };
  });

const check = (validate: ValidateFunction, value: unknown): void => {
  if (validate(value)) return;
  throw new InvalidSubmissionError('Dữ liệu gửi lên chưa đúng; xem từng mục', {
    errors: toFieldProblems(validate.errors ?? []),
  });
};

/** Compiling takes some milliseconds a schema, so a contract is compiled when its route is asked for the first time. */
const compileLater = (ajv: Ajv2020, schema: object): (() => ValidateFunction) => {
  let compiled: ValidateFunction | undefined;
  return () => (compiled ??= ajv.compile(schema));
};

/** Refuses a JSON body that does not follow the contract. */
export const validateBody = (schema: object): RequestHandler => {
  const validate = compileLater(bodies, schema);
  return (req, _res, next) => {
    check(validate(), req.body ?? {});
    next();
  };
};

/** Reads the query by its contract into `res.locals.query`; unknown names are refused. */
export const validateQuery = (schema: object): RequestHandler => {
  const validate = compileLater(queries, schema);
  return (req, res, next) => {
    const query = { ...(req.query as Record<string, unknown>) };
    check(validate(), query);
    res.locals['query'] = query;
    next();
  };
};
