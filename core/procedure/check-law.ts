import type { ExecutableProcess } from '../bpmn/executable-process.ts';
import type { ProcedureRecord } from '../contracts/package.ts';
import type { PackageProblem } from '../contracts/procedure.ts';
import type { LocatedProcess, ParsedBundle } from './parse-bundle.ts';
import { errorAt, warningAt } from './problems.ts';
import { parseNorm } from './step-properties.ts';

const HOURS_PER_DAY = 8;

/** Working minutes that the law gives; undefined for calendar days, which have no fixed number of them. Zero days = the same day. */
const limitMinutes = ({ value, unit }: ProcedureRecord['channels'][number]['time']): number | undefined => {
  if (unit === 'workingHours') return value * 60;
  return unit === 'workingDays' ? Math.max(value, 1) * HOURS_PER_DAY * 60 : undefined;
};

/** Largest sum of norms along a way from a start to an end; a way back is walked once. Boundary events are ways out of their activity. */
const longestWay = (process: ExecutableProcess): number => {
  const known = new Map<string, number>();
  const open = new Set<string>();
  const walk = (id: string): number => {
    const done = known.get(id);
    if (done !== undefined) return done;
    if (open.has(id)) return 0;
    const element = process.elements.get(id);
    if (!element) return 0;
    open.add(id);
    const own = parseNorm(element.properties['step.norm'] ?? '') ?? 0;
    const next = [...element.outgoing.map(({ targetId }) => targetId), ...element.boundaryIds];
    const longest = own + Math.max(0, ...next.map(walk));
    open.delete(id);
    known.set(id, longest);
    return longest;
  };
  const starts = process.elements.get(process.id)?.startIds ?? [];
  return Math.max(0, ...starts.map(walk));
};

const checkNorms = ({ channels }: ProcedureRecord, processes: readonly LocatedProcess[]): PackageProblem[] => {
  const limits = channels.flatMap(({ time }) => limitMinutes(time) ?? []);
  if (limits.length === 0) return [];
  const limit = Math.min(...limits);
  return processes
    .filter(({ file }) => !file.startsWith('common/'))
    .flatMap(({ file, process }) => {
      const sum = longestWay(process);
      if (sum <= limit) return [];
      const [has, may] = [sum / 60, limit / 60];
      return [
        warningAt(
          'law-norm',
          file,
          `Tổng định mức dài nhất ${has} giờ, vượt thời hạn luật ${may} giờ`,
          `The longest sum of norms is ${has} hours, above the legal limit of ${may} hours`,
          process.id,
        ),
      ];
    });
};

const mustHave = ['dossier.accept', 'dossier.refuse', 'dossier.requestSupplement'] as const;
const reasons: Readonly<Record<(typeof mustHave)[number], readonly [string, string]>> = {
  'dossier.accept': [
    'không có bước tiếp nhận, nên không có mã hồ sơ và hẹn trả',
    'nothing accepts the dossier, so it gets no code and no due date',
  ],
  'dossier.refuse': ['không có đường từ chối tiếp nhận (Mẫu 03)', 'there is no way to refuse at intake (form M03)'],
  'dossier.requestSupplement': [
    'không có đường yêu cầu bổ sung (Mẫu 02)',
    'there is no way to request a supplement (form M02)',
  ],
};

/** Job types of a process and of all that it calls. */
const reachableJobs = (
  process: ExecutableProcess,
  byId: ReadonlyMap<string, ExecutableProcess>,
  seen = new Set<string>(),
): Set<string> => {
  if (seen.has(process.id)) return new Set();
  seen.add(process.id);
  const jobs = new Set<string>();
  for (const { job, called } of process.elements.values()) {
    if (job) jobs.add(job.type);
    const child = called && byId.get(called.processId);
    if (child) for (const type of reachableJobs(child, byId, seen)) jobs.add(type);
  }
  return jobs;
};

const checkWays = ({ cases }: ProcedureRecord, { processes }: ParsedBundle): PackageProblem[] => {
  const byId = new Map(processes.map(({ process }) => [process.id, process]));
  const started = processes.filter(({ process }) => cases.some((each) => each.process === process.id));
  return started.flatMap(({ file, process }) => {
    const jobs = reachableJobs(process, byId);
    return mustHave
      .filter((type) => !jobs.has(type))
      .map((type) =>
        errorAt(
          'law-way',
          file,
          `Quy trình "${process.id}" ${reasons[type][0]}`,
          `The process "${process.id}": ${reasons[type][1]}`,
          process.id,
        ),
      );
  });
};

/** What the law asks of a procedure: the ways that must exist, and norms within the limit. */
export const checkLaw = (record: ProcedureRecord, bundle: ParsedBundle): PackageProblem[] => [
  ...checkWays(record, bundle),
  ...checkNorms(record, bundle.processes),
];
