import type { Person } from '../http/person.ts';
import { html, type SafeHtml } from './html.ts';
import { textsOf, type Language } from './texts.ts';

export type PageContext = {
  readonly language: Language;
  readonly person: Person | undefined;
  /** Path and query of this page, for the language switch. */
  readonly url: string;
};

/** This page in another language. An address that a browser would read as another site's leads home instead. */
const withLanguage = (url: string, language: Language): string => {
  const [, path = '', query] = /^([^?]*)\??(.*)$/s.exec(url) ?? [];
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language);
  return `${/^\/(?![/\\])/.test(path) ? path : '/'}?${parameters.toString()}`;
};

const account = ({ language, person }: PageContext): SafeHtml => {
  const t = textsOf(language);
  if (!person) return html`<a href="/dang-nhap">${t.signIn}</a>`;
  return person.kind === 'citizen'
    ? html`<a href="/ho-so">${t.myDossiers}</a>`
    : html`<a href="/lam-viec/viec">${t.work}</a>`;
};

/** The frame of every public page: readable without scripts, one stylesheet, landmarks for screen readers. */
export const renderPage = (context: PageContext, title: string, main: SafeHtml): string => {
  const t = textsOf(context.language);
  return html`<!doctype html>
    <html lang="${context.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${t.siteName}</title>
        <link rel="stylesheet" href="/portal.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#noi-dung">${t.skip}</a>
        <header class="bar">
          <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28" /> ${t.siteName}</a>
          <nav aria-label="${t.siteName}">
            <a href="/thu-tuc">${t.procedures}</a>
            <a href="/tra-cuu">${t.tracking}</a>
            ${account(context)}
            <a
              href="${withLanguage(context.url, context.language === 'vi' ? 'en' : 'vi')}"
              hreflang="${context.language === 'vi' ? 'en' : 'vi'}"
              >${t.otherLanguage}</a
            >
          </nav>
        </header>
        <main id="noi-dung" tabindex="-1">${main}</main>
      </body>
    </html>`.text;
};
