import { Form } from '@bpmn-io/form-js-viewer';
import type { JsonValue, Variables } from '../../core/contracts/json.ts';
import type { FormSchema } from '../../core/forms/form-schema.ts';
import type { Language } from '../i18n/language.ts';
import type { Upload } from './fields/upload-file.ts';
import { createFormModules } from './form-modules.ts';
import { listProblems, type FieldProblem } from './form-problems.ts';
import { createFormTranslate, type FormTranslate } from './form-texts.ts';
import { localiseSchema } from './localise-schema.ts';

export type FormManagerOptions = {
  readonly container: HTMLElement;
  readonly language: Language;
  readonly upload: Upload;
  readonly now: () => number;
  /** Answers of shown fields, some 50 ms after the last change by the person. */
  readonly onChange: (data: Variables) => void;
  /** Answers that pass every check. */
  readonly onSubmit: (data: Variables) => void;
  /** What has to be corrected; empty once nothing has. */
  readonly onProblems: (problems: readonly FieldProblem[]) => void;
};

type ViewerState = { readonly data: Variables; readonly initialData: Variables };
/** What we use of the viewer. Names with an underscore are internal there: hence the pinned version, and the tests. */
type ViewerForm = {
  readonly _id: string;
  _getState(): ViewerState;
  _setState(state: ViewerState): void;
  _getSubmitData(): Variables;
  on(
    event: string,
    priority: number,
    handler: (event: { data: Variables; errors: Record<string, unknown> }) => void,
  ): void;
  importSchema(schema: FormSchema, data: Variables): Promise<unknown>;
  setProperty(name: 'readOnly', value: boolean): void;
  destroy(): void;
};

/** The viewer holds typed text back for 300 ms; a submit or a change from outside in that time would lose it. */
const viewerConfig = { debounce: false };
const SETTLE_MS = 50;
const same = (a: JsonValue | undefined, b: JsonValue | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Owns one form of the viewer: what comes from outside, what was typed, and what is told to the page. */
export class FormManager {
  readonly #options: FormManagerOptions;
  readonly #translate: FormTranslate;
  readonly #form: ViewerForm;
  #schema: FormSchema = { components: [] };
  #outside: Variables = {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FormManagerOptions) {
    this.#options = options;
    this.#translate = createFormTranslate(options.language);
    const modules = createFormModules({ translate: this.#translate, upload: options.upload, now: options.now });
    this.#form = new Form({ ...viewerConfig, container: options.container, additionalModules: modules });
    this.#form.on('submit', 1000, ({ data, errors }) => this.#submitted(data, errors));
    this.#form.on('field.updated', 1000, () => this.#tellChange());
  }

  /** Shows a form from the beginning; what was typed before is gone. @throws the viewer's error for a form it cannot show */
  async open(schema: FormSchema, data: Variables): Promise<void> {
    this.#schema = localiseSchema(schema, this.#options.language);
    this.#outside = structuredClone(data);
    await this.#form.importSchema(structuredClone(this.#schema), structuredClone(data));
  }

  /** New values from outside. Only what changed there is taken over, and only where nothing was typed. */
  setData(data: Variables): void {
    const { data: now, initialData } = this.#form._getState();
    const changed = Object.keys({ ...this.#outside, ...data }).filter((name) => !same(data[name], this.#outside[name]));
    if (changed.length === 0) return;
    this.#outside = structuredClone(data);
    const [next, initial] = [{ ...now }, { ...initialData }];
    for (const name of changed) {
      const isTyped = !same(now[name], initialData[name]);
      const value = data[name];
      if (value === undefined) delete initial[name];
      else initial[name] = structuredClone(value);
      if (isTyped) continue;
      if (value === undefined) delete next[name];
      else next[name] = structuredClone(value);
    }
    this.#form._setState({ data: next, initialData: initial });
  }

  setReadOnly(readOnly: boolean): void {
    this.#form.setProperty('readOnly', readOnly);
  }

  /** Puts the cursor into a field of the problem list. */
  focusField({ fieldId, indexes }: Pick<FieldProblem, 'fieldId' | 'indexes'>): void {
    const id = ['fjs-form', this.#form._id, fieldId].join('-') + indexes.map((index) => `_${index}`).join('');
    const { container } = this.#options;
    const exact = container.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    const isInput = exact?.matches('input, select, textarea, button, [tabindex]') ?? false;
    const inside = exact?.querySelector<HTMLElement>('input, select, textarea, button');
    const option = container.querySelector<HTMLElement>(`[id^="${CSS.escape(id)}-"]:is(input, select, textarea)`);
    const target = isInput ? exact : (inside ?? option);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#form.destroy();
  }

  #submitted(data: Variables, errors: Record<string, unknown>): void {
    const problems = listProblems(this.#schema.components, errors, this.#translate);
    this.#options.onProblems(problems);
    if (problems.length === 0) this.#options.onSubmit(structuredClone(data));
  }

  /** Fields that a change shows register a moment later. */
  #tellChange(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#options.onChange(structuredClone(this.#form._getSubmitData())), SETTLE_MS);
  }
}
