import type { ServerEvent } from '../../core/contracts/event.ts';
import type { Draft } from './draft.ts';

const CHUNK = 40;
const chunksOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, index) => list.slice(index * CHUNK, (index + 1) * CHUNK));
const distinct = (list: readonly (string | null)[]): string[] =>
  [...new Set(list)].filter((text) => text !== null && text !== '') as string[];

/** What screens should read again after a batch, in pieces that fit into one notification (8000 bytes). */
export const changedEvents = (draft: Draft): ServerEvent[] => {
  const tasks = draft.userTask.changed();
  const taskEvents = chunksOf(tasks).map((chunk): ServerEvent => ({
    type: 'tasks',
    groups: distinct(chunk.flatMap((task) => task.candidateGroups)),
    assignees: distinct(chunk.map((task) => task.assignee)),
    taskKeys: chunk.map((task) => task.key),
  }));
  const visited = [
    ...draft.elementInstance.changed(),
    ...tasks,
    ...draft.dossierProgress.changed(),
    ...draft.dossierOutcome.changed(),
  ];
  const dossierEvents = distinct(visited.map((row) => row.dossierId)).map((dossierId): ServerEvent => ({
    type: 'dossier',
    dossierId,
    code: draft.dossierProgress.find(dossierId)?.code ?? null,
  }));
  return [...taskEvents, ...dossierEvents];
};
