export type FieldProblem = {
  /** JSON pointer into the body, or a form field's path. */
  readonly pointer: string;
  readonly message: string;
  readonly messageEn?: string;
};

/** Base of every error that a caller may read. `code` is part of the API: the problem's type is /problems/<code>. */
export abstract class AppError extends Error {
  abstract readonly status: number;
  abstract readonly code: string;
  /** Title in Vietnamese and English. */
  abstract readonly title: { readonly vi: string; readonly en: string };
  readonly errors: readonly FieldProblem[] | undefined;
  /** Further members of the problem document, e.g. who changed what. */
  readonly extension: Readonly<Record<string, unknown>>;
  constructor(
    detail: string,
    options: { errors?: readonly FieldProblem[]; extension?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.errors = options.errors;
    this.extension = options.extension ?? {};
  }
}

const define = (status: number, code: string, vi: string, en: string) =>
  class extends AppError {
    override readonly status = status;
    override readonly code = code;
    override readonly title = { vi, en };
  };

export class BadRequestError extends define(400, 'bad-request', 'Yêu cầu không hợp lệ', 'Bad request') {}
export class UnauthenticatedError extends define(401, 'unauthenticated', 'Cần đăng nhập', 'Sign-in needed') {}
export class ForbiddenError extends define(403, 'forbidden', 'Không có quyền', 'Not allowed') {}
export class NotFoundError extends define(404, 'not-found', 'Không tìm thấy', 'Not found') {}
export class ConflictError extends define(409, 'conflict', 'Dữ liệu đã thay đổi', 'Conflict') {}
export class PreconditionFailedError extends define(
  412,
  'precondition-failed',
  'Dữ liệu đã được người khác thay đổi',
  'Changed by someone else',
) {}
export class TooLargeError extends define(413, 'too-large', 'Dữ liệu quá lớn', 'Too large') {}
export class UnsupportedMediaError extends define(
  415,
  'unsupported-media-type',
  'Loại dữ liệu không được nhận',
  'Unsupported media type',
) {}
export class InvalidSubmissionError extends define(
  422,
  'invalid-submission',
  'Một số mục cần sửa',
  'Some answers need correction',
) {}
export class PreconditionRequiredError extends define(
  428,
  'precondition-required',
  'Thiếu điều kiện If-Match',
  'If-Match needed',
) {}
export class TooManyRequestsError extends define(429, 'too-many-requests', 'Thao tác quá nhanh', 'Too many requests') {}
export class UnavailableError extends define(503, 'unavailable', 'Hệ thống đang bận', 'Temporarily unavailable') {}
