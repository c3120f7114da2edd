/**
 * One event of an engine, in the shape in which a Zeebe 8.5 exporter sends it (EVENT records only).
 * Keys are strings everywhere: they are int64 and JSON numbers lose them.
 */
export type EngineRecord = {
  readonly partitionId: number;
  /** Grows by order of commit within a partition; strings of decimal digits (int64). */
  readonly position: string;
  readonly key: string;
  /** Milliseconds since the epoch, on the engine's clock. */
  readonly timestamp: number;
  /** PROCESS, DEPLOYMENT, FORM, DECISION, PROCESS_INSTANCE, JOB, USER_TASK, INCIDENT, VARIABLE, TIMER, … */
  readonly valueType: string;
  /** CREATED, ELEMENT_ACTIVATED, COMPLETED, … */
  readonly intent: string;
  /** Fields by Zeebe's names. All keys inside are strings; VARIABLE.value is JSON text. */
  readonly value: Readonly<Record<string, unknown>>;
};

/** A record that an engine has produced and that has no place in a partition yet. */
export type NewRecord = Omit<EngineRecord, 'partitionId' | 'position'>;
