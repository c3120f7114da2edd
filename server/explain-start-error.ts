import { ConfigError, type Config } from './config.ts';
import { LocalPostgresError } from './db/local-postgres.ts';
import { NewerSchemaError } from './db/migrate.ts';

/** One sentence that says what to do about a failed start; undefined for what nobody foresaw. */
export const explainStartError = (error: unknown, config?: Config): string | undefined => {
  if (error instanceof ConfigError || error instanceof LocalPostgresError || error instanceof NewerSchemaError)
    return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `Cổng ${config?.port} đang có chương trình khác dùng; dừng chương trình đó hoặc đặt PORT khác. | Port ${config?.port} is taken; stop that program or set another PORT.`;
  if (code === 'EACCES' && config && path === undefined)
    return `Không được mở cổng ${config.port}; đặt PORT từ 1024 trở lên. | Not allowed to open port ${config.port}; set PORT to 1024 or more.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `Không ghi được ${path ?? config?.dataDir}; cấp quyền ghi hoặc đặt DATA_DIR khác. | No permission to write there; grant it or set another DATA_DIR.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000')
    return `Không kết nối được cơ sở dữ liệu (${code}); kiểm tra DATABASE_URL. | The database cannot be reached (${code}); check DATABASE_URL.`;
  return undefined;
};
