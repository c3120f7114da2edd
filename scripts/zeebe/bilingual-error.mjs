/** A failure with one sentence that says what to do, in Vietnamese and in English; shown without a stack. */
export class BilingualError extends Error {
  constructor(vietnamese, english, options) {
    super(`${vietnamese} | ${english}`, options);
    this.name = 'BilingualError';
  }
}
