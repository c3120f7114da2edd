import type { ExecutableProcess, ProcessElement } from './executable-process.ts';

/** What a process says about the world outside; texts as in the model ("=…" is an expression). */
export type ModelFacts = {
  readonly processId: string;
  readonly calledProcessIds: readonly string[];
  readonly decisionIds: readonly string[];
  readonly formIds: readonly string[];
  readonly jobTypes: readonly string[];
  readonly messageNames: readonly string[];
  readonly signalNames: readonly string[];
  readonly errorCodes: readonly string[];
  /** Elements with zeebe:properties only. */
  readonly properties: ReadonlyMap<string, Readonly<Record<string, string>>>;
};

/** `zeebe:properties` of an element, by name. */
export const readProperties = (element: ProcessElement): Readonly<Record<string, string>> => element.properties;

const distinct = (texts: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== '')),
];

/** Everything that a check of a package, or the projection, wants to know of a process. */
export const readModelFacts = (process: ExecutableProcess): ModelFacts => {
  const elements = [...process.elements.values()];
  const events = elements.map(({ event }) => event);
  return {
    processId: process.id,
    calledProcessIds: distinct(elements.map(({ called }) => called?.processId)),
    decisionIds: distinct(elements.map(({ decision }) => decision?.decisionId)),
    formIds: distinct(elements.map(({ userTask }) => userTask?.formId)),
    jobTypes: distinct(elements.map(({ job }) => job?.type)),
    messageNames: distinct(events.map((event) => (event?.type === 'MESSAGE' ? event.name : null))),
    signalNames: distinct(events.map((event) => (event?.type === 'SIGNAL' ? event.name : null))),
    errorCodes: distinct(events.map((event) => (event?.type === 'ERROR' ? event.code : null))),
    properties: new Map(
      elements.flatMap((element) =>
        Object.keys(element.properties).length > 0 ? [[element.id, readProperties(element)] as const] : [],
      ),
    ),
  };
};
