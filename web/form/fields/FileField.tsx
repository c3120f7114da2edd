/** @jsxImportSource preact */
import { Description, Errors, Label, useExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormTranslate } from '../form-texts.ts';
import { fieldClass, type FieldProps } from './field-props.ts';
import { acceptedFiles, megabytes, refuseFile, typeNames, type FileReference, type Upload } from './upload-file.ts';

type Deps = { readonly translate: FormTranslate; readonly upload: Upload };
type Value = readonly FileReference[] | null;

const isReference = (item: unknown): item is FileReference =>
  typeof item === 'object' && item !== null && typeof (item as { documentId?: unknown }).documentId === 'string';
/** Anything that is no list of references counts as no file. */
const sanitize = ({ value }: { value: unknown }): FileReference[] =>
  Array.isArray(value) ? value.filter(isReference) : [];

/**
 * The file field: each file is sent as soon as it is chosen, so a reload or another device loses nothing; the value is a list
 * of references. Registered under the viewer's own type, whose field keeps files in memory.
 */
export const createFileField = ({ translate, upload }: Deps) => {
  function FileField({
    field,
    value,
    domId,
    errors = [],
    disabled,
    readonly,
    onChange,
    onBlur,
    onFocus,
  }: FieldProps<Value>) {
    const files = sanitize({ value });
    // Several uploads may end between two renders: each adds to the newest list.
    const latest = useRef(files);
    latest.current = files;
    const mounted = useRef(true);
    useEffect(() => () => void (mounted.current = false), []);
    const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | undefined>();
    const [refusals, setRefusals] = useState<readonly string[]>([]);
    const multiple = useExpressionEvaluation(field.multiple ?? false) === true;
    const locked = disabled === true || readonly === true;
    const ids = { limits: `${domId}-limits`, description: `${domId}-description`, errors: `${domId}-errors` };

    const put = (next: readonly FileReference[]): void => {
      latest.current = [...next];
      onChange({ value: next });
    };
    const send = async (file: File): Promise<string | undefined> => {
      const size = megabytes;
      const wrong = refuseFile(file);
      if (wrong === 'empty') return translate('{name} is empty.', { name: file.name });
      if (wrong)
        return translate('{name} is larger than {size} MB. Take a smaller photo or split the file.', {
          name: file.name,
          size,
        });
      try {
        const sent = await upload(file, (share) => mounted.current && setSending({ name: file.name, share }));
        if (mounted.current) put(multiple ? [...latest.current, sent] : [sent]);
        return undefined;
      } catch (error) {
        return translate('{name} was not sent: {reason}', {
          name: file.name,
          reason: error instanceof Error ? error.message : '',
        });
      }
    };
    const sendAll = async (chosen: readonly File[]): Promise<void> => {
      setRefusals([]);
      const problems: string[] = [];
      for (const file of multiple ? chosen : chosen.slice(0, 1)) {
        setSending({ name: file.name, share: 0 });
        const problem = await send(file);
        if (problem !== undefined) problems.push(problem);
      }
      if (!mounted.current) return;
      setSending(undefined);
      setRefusals(problems);
    };
    const complaints = [...refusals, ...errors];
    return (
      <div
        class={fieldClass('filepicker', {
          errors: complaints,
          disabled: disabled ?? false,
          readonly: readonly ?? false,
        })}
      >
        <Label htmlFor={domId} label={field.label ?? ''} required={field.validate?.required ?? false} />
        {!locked && (
          <p id={ids.limits} class="mc-form-hint">
            {translate('{types}; at most {size} MB per file.', { types: typeNames, size: megabytes })}
          </p>
        )}
        <ul class="mc-form-files">
          {files.map((file) => (
            <li key={file.documentId}>
              <a href={`/api/documents/${encodeURIComponent(file.documentId)}`} target="_blank" rel="noreferrer">
                {file.name}
              </a>
              {!locked && (
                <button
                  type="button"
                  class="mc-form-remove"
                  aria-label={translate('Remove {name}', { name: file.name })}
                  onClick={() => put(files.filter((other) => other !== file))}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
        <input
          id={domId}
          class="mc-form-file"
          type="file"
          accept={acceptedFiles}
          multiple={multiple}
          disabled={locked || sending !== undefined}
          aria-invalid={complaints.length > 0}
          aria-describedby={`${ids.limits} ${ids.description} ${ids.errors}`}
          onBlur={() => onBlur?.()}
          onFocus={() => onFocus?.()}
          onChange={({ currentTarget }) => {
            const chosen = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            if (chosen.length > 0) void sendAll(chosen);
          }}
        />
        <label htmlFor={domId} class="mc-form-pick" aria-hidden>
          {translate(files.length > 0 && multiple ? 'Choose another file' : 'Choose file')}
        </label>
        <div aria-live="polite">
          {sending && (
            <>
              <span>
                {translate('Sending {name}: {value}%', { name: sending.name, value: Math.round(sending.share * 100) })}
              </span>
              <progress value={sending.share} max={1} aria-hidden />
            </>
          )}
        </div>
        <Description id={ids.description} description={field.description ?? ''} />
        <Errors id={ids.errors} errors={[...complaints]} />
      </div>
    );
  }
  FileField.config = {
    type: 'filepicker',
    keyed: true,
    name: 'File picker',
    group: 'basic-input',
    emptyValue: [],
    sanitizeValue: sanitize,
    create: (options: object = {}) => ({ ...options }),
  };
  return FileField;
};
