import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BundleFiles } from '../../../core/procedure/bundle.ts';
import { isBundlePath } from '../../../core/procedure/bundle.ts';

/** What a package needs from the shared folders, found in its own files. */
type References = { readonly forms: ReadonlySet<string>; readonly processes: ReadonlySet<string> };
type FindReferences = (files: ReadonlyMap<string, string>) => Promise<References>;

const listFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
};

const readFolder = async (folder: string, prefix = ''): Promise<Map<string, string>> => {
  const files = new Map<string, string>();
  for (const file of await listFiles(folder)) {
    const path = prefix + file.slice(folder.length + 1).replaceAll('\\', '/');
    if (isBundlePath(path)) files.set(path, await readFile(file, 'utf8'));
  }
  return files;
};

/** The files of processes/_common/ that define one of these processes, and those which these call in turn. */
const addCommon = async (
  files: Map<string, string>,
  common: ReadonlyMap<string, string>,
  find: FindReferences,
): Promise<void> => {
  for (let size = -1; size !== files.size;) {
    size = files.size;
    const { processes } = await find(files);
    for (const [path, content] of common) {
      if ([...processes].some((id) => content.includes(`<bpmn:process id="${id}"`))) files.set(path, content);
    }
  }
};

/**
 * The packages shipped in `processes/` and `forms/`, each made whole: its own folder, the common processes that it calls and the forms
 * that all of them show.
 * @param known codes that are not wanted; a folder has the name of its procedure's code
 */
export const readLibrary = async (
  root: string,
  find: FindReferences,
  known: ReadonlySet<string> = new Set(),
): Promise<BundleFiles[]> => {
  const processes = join(root, 'processes');
  const [forms, common] = await Promise.all([
    readFolder(join(root, 'forms'), 'forms/'),
    readFolder(join(processes, '_common'), 'common/'),
  ]);
  const folders = (await readdir(processes, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && !basename(entry.name).startsWith('_') && !known.has(entry.name),
  );
  return Promise.all(
    folders.map(async ({ name }) => {
      const files = await readFolder(join(processes, name));
      await addCommon(files, common, find);
      const wanted = (await find(files)).forms;
      for (const [path, content] of forms)
        if (wanted.has(path.slice('forms/'.length, -'.form.json'.length))) files.set(path, content);
      return files;
    }),
  );
};
