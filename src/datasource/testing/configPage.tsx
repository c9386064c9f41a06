import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';

import { ConfigEditor } from '../config/ConfigEditor';
import type { HeadroomOptions } from '../settings';
import { fakeBackend, type Answers } from './fakeBackend';
import { settingsSchema } from './settingsSchema';

/** What the backend of a healthy data source answers. */
const ANSWERS: Answers = {
  '/resources/schema': { settings: settingsSchema },
  '/resources/catalog': {
    targets: { availability: { unit: 'ratio', comparison: '>=', value: 0.999, minSamples: 400 } },
    windows: { health: '30d' },
  },
  '/resources/signals': [
    {
      signal: 'requests',
      category: 'application',
      source: 'Prometheus',
      convention: 'Micrometer',
      selector: 'http_server_requests_seconds{uri!="/ping"}',
      labels: { service: 'app' },
      why: 'it exists',
      neededBy: ['availability'],
    },
    { signal: 'probe', category: 'user_experience', why: 'no probe_success: map signals.probe', neededBy: null },
  ],
};

/** Draws the editor on a Grafana that keeps what it changes. */
export async function edit(stored: Partial<Record<keyof HeadroomOptions, unknown>>, answers: Answers = ANSWERS) {
  const requests = fakeBackend(answers);
  const initial = { uid: 'headroom', jsonData: {}, secureJsonFields: {}, ...stored } as HeadroomOptions;
  let current = initial;
  function Page() {
    const [options, setOptions] = useState(initial);
    current = options;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  }
  await act(async () => void render(<Page />));
  return { options: () => current, requests };
}

/** A control by how its label begins: descriptions are part of labels. */
export const control = (label: string) =>
  screen.getByLabelText((text) => text.startsWith(label), { selector: 'textarea, input:not([type="radio"])' });
export const type = (label: string, value: string) => fireEvent.change(control(label), { target: { value } });
/** A button by its text or label; looking for roles in a page of this size takes seconds. */
export const button = (name: string) =>
  screen.queryByLabelText(name, { selector: 'button' }) ?? screen.getByText(name).closest('button')!;
export const radio = (name: string) => screen.getByLabelText(name, { selector: 'input[type="radio"]' });
export const section = (name: string) => screen.getByLabelText(name, { selector: 'section' });
export const expand = (section: string) =>
  fireEvent.click(screen.getByRole('button', { name: `Expand section ${section}` }));
