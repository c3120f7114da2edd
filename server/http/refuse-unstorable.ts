import type { RequestHandler } from 'express';
import { BadRequestError } from '../shared/errors.ts';
import { findUnstorable, MAX_DEPTH } from '../shared/storable.ts';

const reasons = {
  text: 'Nội dung có ký tự không dùng được trong văn bản',
  depth: `Nội dung lồng nhau sâu quá ${MAX_DEPTH} bậc`,
} as const;

/** Addresses that hold a NUL: nothing has such a name. */
export const refuseUnstorableAddress: RequestHandler = (req, _res, next) => {
  if (/%00/.test(req.originalUrl)) throw new BadRequestError('Địa chỉ có ký tự không dùng được');
  next();
};

/** JSON bodies that no database could keep, or that only a program means to break something with. */
export const refuseUnstorableBody: RequestHandler = (req, _res, next) => {
  const reason = findUnstorable(req.body);
  if (reason !== undefined) throw new BadRequestError(reasons[reason]);
  next();
};
