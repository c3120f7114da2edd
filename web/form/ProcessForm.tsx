import '@bpmn-io/form-js-viewer/dist/assets/form-js-base.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Variables } from '../../core/contracts/json.ts';
import type { FormSchema } from '../../core/forms/form-schema.ts';
import type { Language } from '../i18n/language.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { uploadFile } from './fields/upload-file.ts';
import { FormManager } from './form-manager.ts';
import type { FieldProblem } from './form-problems.ts';
import { createFormTranslate } from './form-texts.ts';
import './process-form.css';

type Props = {
  /** form-js schema. Another one (by content) starts anew. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Values to begin with, and those that conditions read. New values from outside never replace what was typed. */
  readonly data: Variables;
  readonly readOnly: boolean;
  readonly language: Language;
  /** Answers of the shown fields, shortly after each change. */
  readonly onChange?: (data: Variables) => void;
  /** Answers that pass every check; sent by the form's own submit (`requestSubmit()`). */
  readonly onSubmit?: (data: Variables) => void;
};

/** A form of a procedure, filled in or read. The bpmn.io mark below it belongs to the viewer's licence and stays visible. */
export default function ProcessForm({ schema, data, readOnly, language, onChange, onSubmit }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const manager = useRef<FormManager | undefined>(undefined);
  const handlers = useRef({ onChange, onSubmit, data, readOnly });
  handlers.current = { onChange, onSubmit, data, readOnly };
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [failure, setFailure] = useState<Error | undefined>();
  const translate = useMemo(() => createFormTranslate(language), [language]);
  const schemaText = useMemo(() => JSON.stringify(schema), [schema]);
  if (failure) throw failure;

  useEffect(() => {
    if (!container.current) return;
    const owner = new FormManager({
      ...{ container: container.current, language, upload: uploadFile, now: Date.now, onProblems: setProblems },
      onChange: (answers) => handlers.current.onChange?.(answers),
      onSubmit: (answers) => handlers.current.onSubmit?.(answers),
    });
    manager.current = owner;
    owner.setReadOnly(handlers.current.readOnly);
    owner.open(JSON.parse(schemaText) as FormSchema, handlers.current.data).catch((error: Error) => setFailure(error));
    return () => {
      manager.current = undefined;
      setProblems([]);
      owner.destroy();
    };
  }, [schemaText, language]);
  useEffect(() => manager.current?.setData(data), [data]);
  useEffect(() => manager.current?.setReadOnly(readOnly), [readOnly]);

  return (
    <div className="mc-form">
      <ErrorSummary
        problems={problems}
        translate={translate}
        onFocusField={(problem) => manager.current?.focusField(problem)}
      />
      <div ref={container} />
    </div>
  );
}
