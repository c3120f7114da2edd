import type { RequestHandler } from 'express';
import { BadRequestError } from '../shared/errors.ts';

/** Deeper than any form or procedure; recursion over a body stays far from the end of the stack. */
const MAX_DEPTH = 64;
/** NUL and halves of surrogate pairs: no person types them, and PostgreSQL keeps no text that holds one. */
const unstorable = /[\0\p{Surrogate}]/u;

const checkText = (text: string): void => {
  if (unstorable.test(text)) throw new BadRequestError('Nội dung có ký tự không dùng được trong văn bản');
};

/** Level by level, so that depth is counted and costs no stack. @throws BadRequestError */
const checkBody = (body: unknown): void => {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new BadRequestError(`Nội dung lồng nhau sâu quá ${MAX_DEPTH} bậc`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') checkText(value);
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) Object.keys(value).forEach(checkText);
      for (const inner of Object.values(value)) next.push(inner);
    }
    level = next;
  }
};

/** Addresses that hold a NUL: nothing has such a name. */
export const refuseUnstorableAddress: RequestHandler = (req, _res, next) => {
  if (/%00/.test(req.originalUrl)) throw new BadRequestError('Địa chỉ có ký tự không dùng được');
  next();
};

/** JSON bodies that no database could keep, or that only a program means to break something with. */
export const refuseUnstorableBody: RequestHandler = (req, _res, next) => {
  checkBody(req.body);
  next();
};
