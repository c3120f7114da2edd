import type { Knex } from 'knex';
import type { TimelineView } from '../../../core/contracts/dossier.ts';
import type { Person } from '../../http/person.ts';

type Item = TimelineView['items'][number];
type EventRow = {
  readonly at: Date;
  readonly kind: string;
  readonly title: Item['title'];
  readonly actorName: string | null;
  readonly detail: string | null;
  readonly documentId: string | null;
};
type VisitRow = {
  readonly elementId: string;
  readonly processDefinitionKey: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly assignee: string | null;
  readonly displayName: string | null;
};

/** What the model says of an element: its name, and the sentence that citizens read. */
export type ElementFacts = { readonly name: string; readonly properties: Readonly<Record<string, string>> };
export type FindElements = (
  processDefinitionKeys: readonly string[],
) => Promise<(processDefinitionKey: string) => ReadonlyMap<string, ElementFacts> | undefined>;

/** Elements in which work is done or waited for; gateways and events are no steps. */
const stepTypes = [
  'USER_TASK',
  'SERVICE_TASK',
  'BUSINESS_RULE_TASK',
  'RECEIVE_TASK',
  'SEND_TASK',
  'SCRIPT_TASK',
  'CALL_ACTIVITY',
];
/** A dossier of years has some hundred steps; more would be a loop, and its newest rounds tell enough. */
const LIMIT = 500;

const fromEvent = ({ at, kind, title, actorName, detail, documentId }: EventRow): Item => ({
  at: at.toISOString(),
  kind,
  title,
  actor: actorName,
  detail,
  ...(documentId === null ? {} : { documentId }),
});

const fromVisit = (row: VisitRow, facts: ElementFacts | undefined, forCitizen: boolean): Item[] => {
  const sentence = facts?.properties['step.public'];
  if (forCitizen && sentence === undefined) return [];
  const title = (forCitizen ? sentence : facts?.name) ?? row.elementId;
  return [
    {
      at: row.startedAt.toISOString(),
      until: row.endedAt?.toISOString() ?? null,
      kind: 'step',
      title: { vi: title, en: title },
      actor: forCitizen ? null : (row.displayName ?? row.assignee),
      detail: null,
      elementId: row.elementId,
    },
  ];
};

/** The end of a step and the act that ended it are one thing: engine and event are written within this. */
const SAME_ACT_MS = 5_000;

/** An officer's decision belongs to the step it ended: the step tells it, and the act is not listed a second time. */
const joinDecisions = (acts: readonly Item[], steps: readonly Item[]): Item[] => {
  const left = [...acts];
  const told = steps.map((step) => {
    const index = left.findIndex(
      ({ kind, title, at }) =>
        kind === 'step' &&
        title.vi === step.title.vi &&
        Math.abs(Date.parse(step.until ?? '') - Date.parse(at)) <= SAME_ACT_MS,
    );
    const [act] = index < 0 ? [] : left.splice(index, 1);
    return act ? { ...step, actor: act.actor, detail: act.detail } : step;
  });
  return [...left, ...told];
};

/** Acts and steps of a dossier, oldest first. Citizens read what is public, without names of officers. */
export const createTimelineView = ({
  db,
  findElements,
}: {
  readonly db: Knex;
  readonly findElements: FindElements;
}) => ({
  /** @param id of a dossier that this person may see */
  async get(id: string, person: Person): Promise<TimelineView> {
    const forCitizen = person.kind === 'citizen';
    const events = await db('dossierEvent')
      .where({ dossierId: id })
      .modify((query) => void (forCitizen && query.where({ public: true })))
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(LIMIT)
      .select<EventRow[]>('at', 'kind', 'title', 'actorName', 'detail', 'documentId');
    const visits = await db('elementInstance as e')
      .leftJoin('userTask as t', 't.elementInstanceKey', 'e.key')
      .leftJoin('person as n', 'n.id', 't.assignee')
      .where('e.dossierId', id)
      .whereIn('e.elementType', stepTypes)
      .orderBy('e.position', 'desc')
      .limit(LIMIT)
      .select<VisitRow[]>(
        'e.elementId',
        'e.processDefinitionKey',
        'e.startedAt',
        'e.endedAt',
        't.assignee',
        'n.displayName',
      );
    const find = await findElements([...new Set(visits.map(({ processDefinitionKey }) => processDefinitionKey))]);
    const steps = visits
      .reverse()
      .flatMap((visit) => fromVisit(visit, find(visit.processDefinitionKey)?.get(visit.elementId), forCitizen));
    const shown = events
      .reverse()
      .map((event) => (forCitizen ? { ...fromEvent(event), actor: null } : fromEvent(event)));
    return { items: joinDecisions(shown, steps).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) };
  },
});
export type TimelineReader = ReturnType<typeof createTimelineView>;
