import type { ProcedureRecord } from '../contracts/package.ts';

/**
 * A procedure version as text files, the same tree in a folder, a zip and the database:
 * procedure.json, main.bpmn, *.dmn, papers/*.json, forms/*.form.json, common/*.bpmn, scenarios/<name>/{scenario,expected}.json, README.md.
 */
export type BundleFiles = ReadonlyMap<string, string>;

const patterns = [
  /^procedure\.json$/,
  /^README\.md$/,
  /^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(bpmn|dmn)$/,
  /^common\/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.bpmn$/,
  /^forms\/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.form\.json$/,
  /^papers\/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.json$/,
  /^scenarios\/[A-Za-z0-9_-][A-Za-z0-9_.-]*\/(scenario|expected)\.json$/,
];

/** True for a path that a bundle may hold; anything else is refused, so nothing is carried along unread. */
export const isBundlePath = (path: string): boolean =>
  path.length <= 200 && !path.includes('..') && patterns.some((pattern) => pattern.test(path));

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const modelPaths = (files: BundleFiles): string[] =>
  [...files.keys()].filter((path) => path.endsWith('.bpmn')).sort();
export const decisionPaths = (files: BundleFiles): string[] =>
  [...files.keys()].filter((path) => path.endsWith('.dmn')).sort();
export const formPaths = (files: BundleFiles): string[] =>
  [...files.keys()].filter((path) => path.endsWith('.form.json')).sort();
export const formIdOf = (path: string): string => baseName(path).replace(/\.form\.json$/, '');
export const scenarioNames = (files: BundleFiles): string[] =>
  [...files.keys()].flatMap((path) => /^scenarios\/([^/]+)\/scenario\.json$/.exec(path)?.[1] ?? []).sort();

/** The record of a bundle whose checks were passed. */
export const readRecord = (files: BundleFiles): ProcedureRecord =>
  JSON.parse(files.get('procedure.json') ?? 'null') as ProcedureRecord;
