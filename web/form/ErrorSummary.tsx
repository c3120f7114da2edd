import { useEffect, useRef } from 'react';
import type { FieldProblem } from './form-problems.ts';
import type { FormTranslate } from './form-texts.ts';

type Props = {
  readonly problems: readonly FieldProblem[];
  readonly translate: FormTranslate;
  readonly onFocusField: (problem: FieldProblem) => void;
};

/** Everything to correct at once, above the form: announced, focused, each line leads to its field. The page's title says it too. */
export function ErrorSummary({ problems, translate, onFocusField }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const count = problems.length;
  const title =
    count === 1 ? translate('There is a problem') : translate('There are {value} problems', { value: count });
  useEffect(() => {
    if (count === 0) return;
    box.current?.focus();
    const before = document.title;
    document.title = `(${count}) ${before}`;
    return () => {
      document.title = before;
    };
  }, [problems, count]);
  if (count === 0) return null;
  return (
    <div ref={box} className="mc-form-summary" role="alert" tabIndex={-1}>
      <p className="mc-form-summary-title">{title}</p>
      <ul>
        {problems.map((problem) => (
          <li key={[problem.fieldId, ...problem.indexes].join('.')}>
            <button type="button" onClick={() => onFocusField(problem)}>
              {problem.label}: {problem.messages.join(' ')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
