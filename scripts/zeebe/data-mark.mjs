// A broker's data can be opened by its own version and by newer ones, from which no way back is supported; the number of partitions never changes.
// A small file beside the data says which version and number that is.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BilingualError } from './bilingual-error.mjs';

const file = (folder) => join(folder, 'data.json');
/** The broker's own folder inside `folder`. */
export const dataFolder = (folder) => join(folder, 'data');

const readMark = async (folder) => {
  try {
    return JSON.parse(await readFile(file(folder), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};
const isEmpty = async (path) => {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
};

const numbers = (version) => version.split('.').map(Number);
/** Lines above that of the data; negative below it; a lower patch of the same line counts as below. */
const distance = (from, to) => {
  const [, fromLine, fromPatch] = numbers(from);
  const [, toLine, toPatch] = numbers(to);
  return toLine === fromLine && toPatch < fromPatch ? -1 : toLine - fromLine;
};

const checkVersion = (mark, { version, mayUpgrade, folder }) => {
  const steps = distance(mark.version, version);
  if (steps === 0 || (steps === 1 && mayUpgrade)) return;
  if (steps === 1)
    throw new BilingualError(
      `Dữ liệu trong ${folder} thuộc Zeebe ${mark.version}. Sao lưu rồi chạy lại với ZEEBE_UPGRADE=yes để nâng lên ${version} (không quay lại được), hoặc đặt ZEEBE_VERSION=${mark.version}.`,
      `The data in this folder belong to Zeebe ${mark.version}. Back them up and set ZEEBE_UPGRADE=yes to move to ${version} for good, or set ZEEBE_VERSION=${mark.version}.`,
    );
  throw new BilingualError(
    `Zeebe ${version} không mở được dữ liệu của ${mark.version} trong ${folder}: đặt ZEEBE_VERSION=${mark.version}, nâng từng bậc một, hoặc đặt DATA_DIR khác.`,
    `Zeebe ${version} cannot open data of ${mark.version}: set ZEEBE_VERSION=${mark.version}, go up one line at a time, or use another DATA_DIR.`,
  );
};

/** @throws BilingualError data of another version or number of partitions, or data that nobody marked */
export const claimData = async (settings) => {
  const { folder, version, partitions } = settings;
  const mark = await readMark(folder);
  if (!mark && !(await isEmpty(dataFolder(folder))))
    throw new BilingualError(
      `Không biết dữ liệu trong ${dataFolder(folder)} thuộc phiên bản Zeebe nào; chuyển thư mục đó đi nơi khác hoặc đặt DATA_DIR khác.`,
      `It is not known which Zeebe wrote the data in this folder; move it away or use another DATA_DIR.`,
    );
  if (mark) {
    checkVersion(mark, settings);
    if (mark.partitions !== partitions)
      throw new BilingualError(
        `Dữ liệu trong ${folder} có ${mark.partitions} phân vùng và không đổi được: đặt ZEEBE_PARTITIONS=${mark.partitions} hoặc DATA_DIR khác.`,
        `The data in this folder have ${mark.partitions} partition(s) for good: set ZEEBE_PARTITIONS=${mark.partitions} or another DATA_DIR.`,
      );
  }
  await mkdir(folder, { recursive: true });
  // Before the start: a broker that fails half-way through a conversion must not be followed by an older one.
  await writeFile(`${file(folder)}.new`, `${JSON.stringify({ version, partitions })}\n`);
  await rename(`${file(folder)}.new`, file(folder));
};
