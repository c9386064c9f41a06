import { fireEvent, screen } from '@testing-library/react';

import { button, control, edit, type } from '../../testing/configPage';
import { fakeLayout } from '../../testing/fakeLayout';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor:
    jest.requireActual<typeof import('../../testing/FakeCodeEditor')>('../../testing/FakeCodeEditor').FakeCodeEditor,
}));

beforeAll(fakeLayout);

describe('profile', () => {
  const overrides = () => screen.getByLabelText('Overrides', { selector: 'textarea' });

  test('a target is stored in its base unit, and an emptied one is as shipped', async () => {
    const { options } = await edit({});
    expect(screen.getByText('≥ 99.9%')).toBeVisible();
    type('Own target of Availability', '0.9995');
    expect(options().jsonData).toEqual({ profile: { targets: { availability: { value: 0.9995 } } } });
    type('Own target of Availability', '');
    expect(options().jsonData).toEqual({});
  });

  test('a percentage in the place of a ratio is noticed', async () => {
    await edit({});
    type('Own target of Availability', '99.9');

    expect(screen.getByText(/99.9 is outside \(0, 1\)/)).toBeVisible();
  });

  test('a KPI can be without a target', async () => {
    const { options } = await edit({});
    fireEvent.click(button('No target for Throughput'));

    expect(options().jsonData).toEqual({ profile: { targets: { throughput: { value: null } } } });
  });

  test('overrides that the data source would refuse are not taken over', async () => {
    const { options } = await edit({ jsonData: { profile: { timeZone: 'UTC' } } });
    fireEvent.change(overrides(), { target: { value: '{"verdicts": {"minCoverage": 1.5}}' } });

    expect(options().jsonData).toEqual({ profile: { timeZone: 'UTC' } });
    expect(screen.getByText('profile.verdicts.minCoverage')).toBeVisible();
    expect(screen.getByText(/1.5 is outside \(0, 1\]/)).toBeVisible();
    expect(overrides()).toHaveValue('{"verdicts": {"minCoverage": 1.5}}');
  });

  test('the forms and the text edit the same overrides', async () => {
    const { options } = await edit({});
    type('URL', 'http://prometheus:9090');
    type('Own target of Availability', '0.9995');
    expect(JSON.parse((overrides() as HTMLTextAreaElement).value)).toEqual(options().jsonData.profile);

    const profile = { targets: { availability: { value: 0.9995 }, throughput: { value: 1200 } } };
    fireEvent.change(overrides(), { target: { value: JSON.stringify(profile) } });
    expect(options().jsonData).toEqual({ prometheus: { url: 'http://prometheus:9090' }, profile });
    expect(control('Own target of Throughput')).toHaveValue(1200);
  });

  test('a text that is no JSON yet stays as it is typed', async () => {
    const { options } = await edit({});
    fireEvent.change(overrides(), { target: { value: '{"tables":' } });

    expect(overrides()).toHaveValue('{"tables":');
    expect(screen.getByText(/no JSON yet/)).toBeVisible();
    fireEvent.change(overrides(), { target: { value: '{"tables": {"jobs": null}}' } });
    expect(options().jsonData).toEqual({ profile: { tables: { jobs: null } } });
  });
});
