import type { DeploymentResource } from '../../../core/contracts/engine-command.ts';
import { renameDecisions, renameReferences, type Renames } from '../../../core/bpmn/rename-references.ts';
import { decisionPaths, formPaths, modelPaths, type BundleFiles } from '../../../core/procedure/bundle.ts';

const idsOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${tag}\\s[^>]*?\\bid\\s*=\\s*["']([^"']+)["']`, 'g'))].flatMap(
    ([, id]) => id ?? [],
  );

export type PinnedBundle = {
  readonly resources: readonly DeploymentResource[];
  /** The id in the bundle of a process that the engine knows under its pinned one. */
  readonly originalProcessId: (id: string) => string;
};

/**
 * What is deployed of a bundle. An engine binds called processes and decisions to their newest version, so these get ids that hold
 * the bundle's checksum: a dossier that runs on this version never meets a newer one. Starting processes keep their ids, since they
 * are started by definition key; forms are read from the bundle itself.
 */
export const pinBundle = (files: BundleFiles, checksum: string): PinnedBundle => {
  const suffix = `-${checksum.slice(0, 8)}`;
  const read = (path: string): string => files.get(path) ?? '';
  const called = modelPaths(files)
    .filter((path) => path.startsWith('common/'))
    .flatMap((path) => idsOf(read(path), 'process'));
  const decided = decisionPaths(files).flatMap((path) => [
    ...idsOf(read(path), 'definitions'),
    ...idsOf(read(path), 'decision'),
  ]);
  const renames: Renames = Object.fromEntries([...called, ...decided].map((id) => [id, `${id}${suffix}`]));
  const originals = new Map(Object.entries(renames).map(([from, to]) => [to, from]));
  return {
    resources: [
      ...modelPaths(files).map((name) => ({ name, content: renameReferences(read(name), renames) })),
      ...decisionPaths(files).map((name) => ({ name, content: renameDecisions(read(name), renames) })),
      ...formPaths(files).map((name) => ({ name, content: read(name) })),
    ],
    originalProcessId: (id) => originals.get(id) ?? id,
  };
};
