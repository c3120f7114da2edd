import { ConfigError, type Config } from './config.ts';
import { LocalPostgresError } from './db/local-postgres.ts';
import { NewerSchemaError } from './db/migrate.ts';

const portSentence = (code: string, port: number | undefined): string | undefined => {
  if (code === 'EADDRINUSE') {
    return `Cổng ${port} đang có chương trình khác dùng; dừng chương trình đó hoặc đặt PORT khác. | Port ${port} is taken; stop that program or set another PORT.`;
  }
  return `Không được mở cổng ${port}; đặt PORT từ 1024 trở lên. | Not allowed to open port ${port}; set PORT to 1024 or more.`;
};

const folderSentence = (code: string, path: string | undefined): string =>
  code === 'ENOSPC'
    ? `Hết chỗ trên đĩa (${path}); giải phóng chỗ hoặc đặt DATA_DIR ở đĩa khác. | The disk is full; free some space or set DATA_DIR on another disk.`
    : `Không ghi được ${path}; cấp quyền ghi hoặc đặt DATA_DIR khác. | No permission to write ${path}; grant it or set another DATA_DIR.`;

/** Connection refused, host unknown or silent; wrong password, no such database, no right to create tables. */
const databaseCodes = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '28P01', '28000', '3D000', '42501'];

/** One sentence that says what to do about a failed start; undefined for what nobody foresaw. */
export const explainStartError = (error: unknown, config?: Config): string | undefined => {
  if (error instanceof ConfigError || error instanceof LocalPostgresError || error instanceof NewerSchemaError)
    return error.message;
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE' || (code === 'EACCES' && syscall === 'listen')) return portSentence(code, config?.port);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(code)) return folderSentence(code, path ?? config?.dataDir);
  if (databaseCodes.includes(code)) {
    return `Không dùng được cơ sở dữ liệu (${code}); kiểm tra DATABASE_URL. | The database cannot be used (${code}); check DATABASE_URL.`;
  }
  return undefined;
};
