import type { IncidentType } from './tree.ts';

/** Stops the step of an element; the step's runner makes an incident of it. Never leaves the interpreter. */
export class ElementFailure extends Error {
  readonly errorType: IncidentType;
  /** Key of the element instance whose variables may repair it. */
  readonly variableScopeKey: string | undefined;
  constructor(errorType: IncidentType, message: string, variableScopeKey?: string) {
    super(message);
    this.name = 'ElementFailure';
    this.errorType = errorType;
    this.variableScopeKey = variableScopeKey;
  }
}
