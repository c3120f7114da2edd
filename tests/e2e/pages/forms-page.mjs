// The page of forms-agree.test.ts: the product's form runtime, driven by the test. Bundled by vite when the test starts.
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { FormManager } from '../../../web/form/form-manager.ts';
import ProcessForm from '../../../web/form/ProcessForm.tsx';
import '../../../web/ui/tokens.css';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Fields register late, computed ones later still: waits until nothing has changed for some frames. */
const settle = async (read) => {
  let before = '';
  for (let quiet = 0; quiet < 6;) {
    await frame();
    const now = read();
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
};

/** Submits an answer in the form runtime. @returns fields that fail (`id.row`), and what would be sent */
window.answerForm = async (form, data, now) => {
  const container = document.body.appendChild(document.createElement('div'));
  let problems = [];
  let sent = null;
  const manager = new FormManager({
    container,
    language: 'vi',
    now: () => now,
    upload: () => Promise.reject(new Error('no upload here')),
    onChange: () => undefined,
    onProblems: (found) => (problems = found),
    onSubmit: (answers) => (sent = answers),
  });
  await manager.open(form, data);
  await settle(() => container.innerHTML);
  container.querySelector('form').requestSubmit();
  await frame();
  manager.destroy();
  container.remove();
  return {
    failing: [...new Set(problems.map(({ fieldId, indexes }) => [fieldId, ...indexes].join('.')))].sort(),
    sent,
  };
};

/** Shows the React component; `update` gives new properties. Everything told to the page is kept. */
window.showForm = (props) => {
  window.changes = [];
  window.submissions = [];
  const root = createRoot(document.getElementById('root'));
  const Page = () => {
    const [shown, setShown] = useState(props);
    window.update = (more) => setShown((known) => ({ ...known, ...more }));
    return createElement(ProcessForm, {
      ...shown,
      onChange: (data) => window.changes.push(data),
      onSubmit: (data) => window.submissions.push(data),
    });
  };
  root.render(createElement(Page));
  window.hideForm = () => root.unmount();
};
