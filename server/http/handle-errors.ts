import type { ErrorRequestHandler, RequestHandler } from 'express';
import { CommandRejected } from '../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../engine/engine.ts';
import {
  AppError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  TooLargeError,
  UnavailableError,
  UnsupportedMediaError,
} from '../shared/errors.ts';

type Log = { error(fields: object, message: string): void };

const parserErrors: Readonly<Record<string, () => AppError>> = {
  'entity.parse.failed': () => new BadRequestError('Nội dung không phải JSON hợp lệ'),
  'entity.too.large': () => new TooLargeError('Nội dung gửi lên lớn hơn giới hạn'),
  'encoding.unsupported': () => new UnsupportedMediaError('Bảng mã không được nhận'),
  'charset.unsupported': () => new UnsupportedMediaError('Bảng mã không được nhận'),
  'request.aborted': () => new BadRequestError('Yêu cầu bị ngắt giữa chừng'),
};

type DatabaseError = { code?: unknown; name?: unknown; message?: unknown };
/** No connection to be had, or the statement was ended: nothing was written. */
const isBusy = ({ code, name }: DatabaseError): boolean =>
  ['57P03', '57014', '53300', '08001', 'ECONNREFUSED'].includes(String(code)) || name === 'KnexTimeoutError';
/** What the driver says of a lost connection, without a code; knex puts the statement before it. */
const LOST = /(?:^| - )(?:Connection terminated.*|Client has encountered a connection error and is not queryable)$/;
/** Lost while it was in use, perhaps between the commit and its answer. */
const isLost = ({ code, message }: DatabaseError): boolean =>
  ['57P01', '57P02', '08006', 'ECONNRESET', 'EPIPE'].includes(String(code)) || LOST.test(String(message));

const fromDatabase = (error: DatabaseError): AppError | undefined => {
  if (isBusy(error))
    return new UnavailableError('Hệ thống đang bận, thử lại sau ít phút. Dữ liệu chưa bị thay đổi.', { cause: error });
  return isLost(error)
    ? new UnavailableError('Mất kết nối giữa chừng. Mở lại trang để xem việc đã được ghi nhận chưa, rồi hãy làm lại.', {
        cause: error,
      })
    : undefined;
};

const fromRejection = (error: CommandRejected): AppError =>
  error.rejectionType === 'NOT_FOUND'
    ? new NotFoundError('Việc này không còn; có thể đã được xử lý', { cause: error })
    : new ConflictError('Hồ sơ đã chuyển bước, thao tác không còn áp dụng', { cause: error });

const fromEngine = (error: EngineUnavailable): AppError =>
  new UnavailableError(
    error.outcome === 'notDone'
      ? 'Hệ thống quy trình chưa sẵn sàng; chưa có gì thay đổi. Thử lại sau ít phút.'
      : 'Hệ thống quy trình không trả lời kịp. Mở lại trang để xem việc đã được thực hiện chưa, rồi hãy làm lại.',
    { cause: error },
  );

const toAppError = (error: unknown): AppError | undefined => {
  if (error instanceof AppError) return error;
  if (error instanceof CommandRejected) return fromRejection(error);
  if (error instanceof EngineUnavailable) return fromEngine(error);
  if (typeof error !== 'object' || error === null) return undefined;
  const { type, status } = error as { type?: unknown; status?: unknown };
  const parser = typeof type === 'string' ? parserErrors[type] : undefined;
  if (parser) return parser();
  if (error instanceof URIError || status === 400) return new BadRequestError('Địa chỉ hoặc nội dung không hợp lệ');
  return fromDatabase(error);
};

/** Every failure as an RFC 9457 problem; what we do not know is logged with its request id and masked. */
export const handleErrors =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const known = toAppError(error);
    const requestId = String(res.locals['requestId'] ?? '');
    if (!known || known.status >= 500)
      log.error(
        { err: error, requestId, method: req.method, route: (req.route as { path?: string } | undefined)?.path },
        'request failed',
      );
    const status = known?.status ?? 500;
    res
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `/problems/${known?.code ?? 'internal'}`,
          title: known?.title.vi ?? 'Lỗi hệ thống',
          titleEn: known?.title.en ?? 'Internal error',
          status,
          detail: known?.message ?? 'Có lỗi ngoài dự kiến. Thử lại; nếu vẫn lỗi, báo mã yêu cầu cho quản trị hệ thống.',
          requestId,
          ...(known?.errors ? { errors: known.errors } : {}),
          ...known?.extension,
        }),
      );
  };

export const answerNotFound: RequestHandler = (req) => {
  throw new NotFoundError(`Không có ${req.method} ${req.path}`);
};
