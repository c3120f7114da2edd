import type { ProcedureRecord } from '../../core/contracts/package.ts';
import type { ProcedureListRow, ReleaseInForce } from '../features/procedures/procedures-view.ts';
import { formatFees, formatInstant, formatTime } from './format.ts';
import { html, type SafeHtml } from './html.ts';
import type { PageContext } from './layout.ts';
import { textsOf } from './texts.ts';

const searchForm = ({ language }: PageContext, query: string): SafeHtml => {
  const t = textsOf(language);
  return html`<form class="search" action="/thu-tuc" role="search">
    <label for="q">${t.searchLabel}</label>
    <div>
      <input id="q" name="q" type="search" value="${query}" placeholder="${t.searchHint}" autocomplete="off" /><button>
        ${t.search}
      </button>
    </div>
  </form>`;
};

const procedureList = ({ language }: PageContext, rows: readonly ProcedureListRow[]): SafeHtml => {
  const t = textsOf(language);
  if (rows.length === 0) return html`<p class="empty">${t.noProcedures}</p>`;
  return html`<ul class="cards">
    ${rows.map(
      ({ code, name, field, onlineLevel }) =>
        html`<li>
          <a href="/thu-tuc/${code}">${name[language]}</a>
          <p class="muted">
            ${code} · ${field}${(onlineLevel === 'full' || onlineLevel === 'partial') && ` · ${t[onlineLevel]}`}
          </p>
        </li>`,
    )}
  </ul>`;
};

/** `/`: search first, then the procedures offered here, then tracking. */
export const renderHome = (context: PageContext, rows: readonly ProcedureListRow[]): SafeHtml => {
  const t = textsOf(context.language);
  return html`<section class="hero">
      <h1>${t.homeTitle}</h1>
      <p>${t.homeLead}</p>
      ${searchForm(context, '')}
    </section>
    <section>
      <h2>${t.proceduresTitle}</h2>
      ${procedureList(context, rows)}
      <p><a href="/thu-tuc">${t.allProcedures}</a></p>
    </section>
    <section class="panel">
      <h2>${t.trackTitle}</h2>
      <p>${t.trackLead}</p>
      <p><a class="button secondary" href="/tra-cuu">${t.look}</a></p>
    </section>`;
};

export const renderProcedures = (context: PageContext, rows: readonly ProcedureListRow[], query: string): SafeHtml =>
  html`<h1>${textsOf(context.language).proceduresTitle}</h1>
    ${searchForm(context, query)} ${procedureList(context, rows)}`;

type Case = ProcedureRecord['cases'][number];

const caseLinks = ({ language }: PageContext, record: ProcedureRecord, chosen: Case): SafeHtml | false =>
  record.cases.length > 1 &&
  html`<section>
    <h2 id="truong-hop">${textsOf(language).whichCase}</h2>
    <ul class="cases">
      ${record.cases.map(
        (each) =>
          html`<li>
            <a href="?truong-hop=${each.id}#truong-hop" ${each === chosen ? html`aria-current="true"` : ''}
              >${each.name[language]}</a
            >
          </li>`,
      )}
    </ul>
  </section>`;

const documentRow = ({ language }: PageContext, document: Case['documents'][number]): SafeHtml => {
  const t = textsOf(language);
  const form = document.form === 'ORIGINAL' ? t.original : document.form === 'COPY' ? t.copy : '';
  const hint =
    document.stateHolds || document.form === 'E_DATA'
      ? t.stateHolds
      : document.form === 'E_FORM'
        ? t.fillOnline
        : `${document.quantity} ${form}`;
  return html`<li>
    <span>${document.name[language]}</span> <small>${hint}${!document.required && ` (${t.optional})`}</small>
  </li>`;
};

const channelTable = ({ language }: PageContext, record: ProcedureRecord): SafeHtml => {
  const t = textsOf(language);
  return html`<div class="scroll">
    <table>
      <caption>
        ${t.channels}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.channels}</th>
          <th scope="col">${t.time}</th>
          <th scope="col">${t.fee}</th>
        </tr>
      </thead>
      <tbody>
        ${record.channels.map(
          (each) =>
            html`<tr>
              <th scope="row">${t[each.channel]}</th>
              <td>${formatTime(each.time, t)}${each.cutOff15h && html`<br /><small>${t.cutOff}</small>`}</td>
              <td>${formatFees(each.fees, language, t).map((fee) => html`<div>${fee}</div>`)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};

const fileButton = ({ language }: PageContext, record: ProcedureRecord, chosen: Case): SafeHtml => {
  const t = textsOf(language);
  const online = record.channels.find(({ channel }) => channel === 'ONLINE');
  if (!online) return html`<p class="panel">${t.notOnline}</p>`;
  return html`<p class="act">
    <a class="button" href="/nop/${record.code}?truong-hop=${chosen.id}">${t.fileOnline}</a
    >${online.onlineLevel && html` <span class="muted">${t[online.onlineLevel]}</span>`}
  </p>`;
};

const plain = (value: ProcedureRecord['conditions'] | undefined, language: 'vi' | 'en'): string | undefined =>
  value === null || value === undefined ? undefined : typeof value === 'string' ? value : value[language];

/** `/thu-tuc/{code}`: what it takes, how long, what it costs, by case and channel. */
export const renderProcedure = (
  context: PageContext,
  { record, version, effectiveFrom }: ReleaseInForce,
  caseId: string | undefined,
): SafeHtml => {
  const { language } = context;
  const t = textsOf(language);
  const chosen = record.cases.find(({ id }) => id === caseId) ?? record.cases[0];
  if (!chosen) return html``;
  const conditions = plain(record.conditions, language);
  return html`<p class="muted">${record.code} · ${record.field}</p>
    <h1>${record.name[language]}</h1>
    ${fileButton(context, record, chosen)} ${caseLinks(context, record, chosen)}
    <section>
      <h2>${t.prepare}</h2>
      <ol class="documents">
        ${chosen.documents.map((each) => documentRow(context, each))}
      </ol>
    </section>
    <section>
      <h2>${t.channels}</h2>
      ${channelTable(context, record)}
    </section>
    <section>
      <h2>${t.results}</h2>
      <ul>
        ${chosen.results.map(({ name }) => html`<li>${name[language]}</li>`)}
      </ul>
    </section>
    ${
      conditions &&
      html`<section>
        <h2>${t.conditions}</h2>
        <p>${conditions}</p>
      </section>`
    }
    <section>
      <h2>${t.legal}</h2>
      <ul>
        ${record.legalBasis.map(({ number, title, article }) => html`<li>${title}, ${number}${article && `, ${article}`}</li>`)}
      </ul>
    </section>
    <p class="muted">${t.version} ${version}, ${t.since} ${formatInstant(effectiveFrom)}</p>`;
};

export const renderNotOffered = (context: PageContext): SafeHtml => {
  const t = textsOf(context.language);
  return html`<h1>${t.notFoundTitle}</h1>
    <p>${t.notOffered}</p>
    <p><a href="/thu-tuc">${t.allProcedures}</a></p>`;
};
export const renderNotFound = (context: PageContext): SafeHtml => {
  const t = textsOf(context.language);
  return html`<h1>${t.notFoundTitle}</h1>
    <p>${t.notFound}</p>
    <p><a href="/thu-tuc">${t.allProcedures}</a></p>`;
};
