import type { ServerEvent } from '../../core/contracts/event.ts';
import type { Draft } from './draft.ts';
import type { UserTaskRow } from './rows.ts';

/** Keeps one notification well below its limit of 8000 bytes. */
const CHUNK = 100;
const GROUPS = 50;
const LIMIT = 7_900;
const distinct = (list: readonly (string | null | undefined)[]): string[] =>
  [...new Set(list)].filter((text) => typeof text === 'string' && text !== '') as string[];

type Audience = { readonly groups: readonly string[]; readonly assignees: readonly string[] };
/** Those who see the task now and those who saw it before. */
const audienceOf = (draft: Draft, task: UserTaskRow): Audience => {
  const before = draft.userTask.stored(task);
  return {
    groups: distinct([...task.candidateGroups, ...(before?.candidateGroups ?? [])]).sort(),
    assignees: distinct([task.assignee, before?.assignee]).sort(),
  };
};

/** A model may name more groups than one notification holds. */
const splitAudience = ({ groups, assignees }: Audience): Audience[] => {
  const parts = Math.max(1, Math.ceil(groups.length / GROUPS));
  return Array.from({ length: parts }, (_, index) => ({
    groups: groups.slice(index * GROUPS, (index + 1) * GROUPS),
    assignees: index === 0 ? assignees : [],
  }));
};

/** Tasks with the same audience share an event, so that nobody is told the key of a foreign task. */
const taskEvents = (draft: Draft): ServerEvent[] => {
  const byAudience = new Map<string, string[]>();
  for (const task of draft.userTask.changed()) {
    const audience = JSON.stringify(audienceOf(draft, task));
    byAudience.set(audience, [...(byAudience.get(audience) ?? []), task.key]);
  }
  return [...byAudience].flatMap(([audience, keys]) =>
    splitAudience(JSON.parse(audience) as Audience).flatMap((part) =>
      Array.from({ length: Math.ceil(keys.length / CHUNK) }, (_, index): ServerEvent => ({
        type: 'tasks',
        ...part,
        taskKeys: keys.slice(index * CHUNK, (index + 1) * CHUNK),
      })),
    ),
  );
};

/** What people may do with a dossier depends on the messages that its process waits for, which open after the step itself. */
const dossiersOfWaits = (draft: Draft): (string | null | undefined)[] =>
  draft.messageWait
    .changed()
    .map(({ processInstanceKey }) => draft.processInstance.find(processInstanceKey ?? '')?.dossierId);

const dossierEvents = (draft: Draft): ServerEvent[] => {
  const rows = [
    ...draft.elementInstance.changed(),
    ...draft.userTask.changed(),
    ...draft.dossierProgress.changed(),
    ...draft.dossierOutcome.changed(),
  ];
  return distinct([...rows.map((row) => row.dossierId), ...dossiersOfWaits(draft)]).map((dossierId) => ({
    type: 'dossier',
    dossierId,
    code: draft.dossierProgress.find(dossierId)?.code ?? null,
  }));
};

/** Names that a model makes up may be of any length; a notification may not. Screens that miss one read again when they are opened. */
const fits = (event: ServerEvent): boolean => Buffer.byteLength(JSON.stringify(event)) < LIMIT;

/** What screens should read again after a batch. */
export const changedEvents = (draft: Draft): ServerEvent[] =>
  [...taskEvents(draft), ...dossierEvents(draft)].filter(fits);
