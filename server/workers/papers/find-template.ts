import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assetsFolder } from '../../shared/paths.ts';
import { JobProblem } from '../job-problem.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { readPaperTemplate, type PaperTemplate } from './paper-template.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const readCommon = async (kind: string): Promise<string | undefined> => {
  try {
    return await readFile(join(assetsFolder, 'papers', `${kind}.json`), 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** The template of a procedure version where it brings one, else the common one. @throws JobProblem there is none, or it is broken */
export const findTemplate = async (
  { procedures }: Pick<WorkerDeps, 'procedures'>,
  code: string,
  version: number,
  kind: string,
): Promise<PaperTemplate> => {
  if (!/^[A-Za-z0-9_-]{1,60}$/.test(kind)) throw new JobProblem(`"${kind}" không phải tên mẫu giấy tờ`);
  const own = (await procedures.findBundle(code, version)).get(`papers/${kind}.json`);
  const content = own ?? (await readCommon(kind));
  if (content === undefined)
    throw new JobProblem(`Chưa có mẫu giấy tờ ${kind}: thêm papers/${kind}.json vào gói thủ tục`);
  try {
    return readPaperTemplate(content, kind);
  } catch (cause) {
    throw new JobProblem(`Mẫu giấy tờ ${kind} không đọc được`, cause);
  }
};
