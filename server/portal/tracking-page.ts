import type { TrackingView } from '../../core/contracts/dossier.ts';
import { formatInstant } from './format.ts';
import { html, type SafeHtml } from './html.ts';
import type { PageContext } from './layout.ts';
import { textsOf } from './texts.ts';

export type TrackingAnswer =
  | { readonly kind: 'asked' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'found'; readonly dossier: TrackingView; readonly statusName: string };

const lookupForm = ({ language }: PageContext, code: string, answer: TrackingAnswer): SafeHtml => {
  const t = textsOf(language);
  const problem = answer.kind === 'wrong' ? t.trackWrong : answer.kind === 'slow' ? t.trackSlow : undefined;
  return html`<form class="stack" action="/tra-cuu" method="get">
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <label for="ma">${t.code}</label
    ><input
      id="ma"
      name="ma"
      value="${code}"
      required
      autocomplete="off"
      spellcheck="false"
      placeholder="H29.101.2-261124-0001"
    />
    <label for="khoa">${t.lookupCode}</label
    ><input id="khoa" name="khoa" required autocomplete="off" spellcheck="false" />
    <button>${t.look}</button>
  </form>`;
};

const row = (label: string, value: string | null | false | undefined): SafeHtml | false =>
  !!value &&
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

/** Who reads this has nothing to do about it, but must not think that what was sent is lost. */
const systemWait = ({ language }: PageContext, { awaitsSystem }: TrackingView): SafeHtml | false => {
  if (awaitsSystem === null) return false;
  const t = textsOf(language);
  return html`<p class="note" role="status">
    ${awaitsSystem.refused ? t.systemChecks : t.systemWaits}
    <span class="muted">(${t.since} ${formatInstant(awaitsSystem.since)})</span>
  </p>`;
};

const result = (context: PageContext, dossier: TrackingView, statusName: string): SafeHtml => {
  const { language } = context;
  const t = textsOf(language);
  const { clock } = dossier;
  const due = clock.state === 'paused' ? t.paused : clock.dueAt ? formatInstant(clock.dueAt) : t.noDue;
  return html`<section class="panel">
    <p class="muted">${dossier.code}</p>
    <h2>${dossier.procedureName[language]}</h2>
    ${systemWait(context, dossier)}
    <dl>
      ${row(t.status, statusName)} ${row(t.now, dossier.publicStep)} ${row(t.promised, due)}
      ${row(t.todo, dossier.todo ? t[dossier.todo] : t.nothingTodo)}
      ${row(t.submitted, formatInstant(dossier.submittedAt))}
      ${row(t.accepted, dossier.acceptedAt && formatInstant(dossier.acceptedAt))}
    </dl>
  </section>`;
};

/** `/tra-cuu`: with both codes from the receipt anyone sees the state, never a name. */
export const renderTracking = (context: PageContext, code: string, answer: TrackingAnswer): SafeHtml =>
  html`<h1>${textsOf(context.language).trackTitle}</h1>
    ${answer.kind === 'found' ? result(context, answer.dossier, answer.statusName) : lookupForm(context, code, answer)}`;
