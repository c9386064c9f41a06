import { SceneFlexLayout, SceneRefreshPicker, SceneTimePicker, SceneTimeRange } from '@grafana/scenes';
import { screen, within } from '@testing-library/react';

import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { openPage } from '../testing/openPage';
import { PageScene } from './PageScene';
import { ScenePage } from './ScenePage';

// Grafana puts its own page around the app's at start.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => children,
}));

const OVERVIEW = '/a/headroom-performance-app/overview';

const anyScene = () =>
  new PageScene({
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    controls: [new SceneTimePicker({}), new SceneRefreshPicker({ withText: true })],
    body: new SceneFlexLayout({ children: [] }),
  });

const open = (address: string) => openPage(<ScenePage scene={anyScene} />, address);

describe('without a data source', () => {
  test('a Grafana that has none leads to adding one', () => {
    withDataSources({ prom: 'prometheus' });
    open(OVERVIEW);

    expect(screen.getByRole('link', { name: 'Add a Headroom data source' })).toHaveAttribute(
      'href',
      '/connections/datasources/new'
    );
  });

  test('an address that names one that is gone says so, and leads to the rest of the page', () => {
    withDataSources({ headroom: DATASOURCE_ID });
    open(`${OVERVIEW}?from=now-2d&var-ds=deleted&var-service=api`);

    expect(screen.getByText(/There is no Headroom data source “deleted” here/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Use another Headroom data source' })).toHaveAttribute(
      'href',
      `${OVERVIEW}?from=now-2d&var-service=api`
    );
  });

  test.each(['headroom', 'Data source headroom'])('an address may name one as %s', (name) => {
    withDataSources({ headroom: DATASOURCE_ID });
    open(`${OVERVIEW}?var-ds=${encodeURIComponent(name)}`);

    expect(screen.getByRole('button', { name: /^refresh/i })).toBeVisible();
  });
});

describe('the links to the pages', () => {
  beforeEach(() => withDataSources({ headroom: DATASOURCE_ID }));

  const links = () => within(screen.getByRole('navigation', { name: 'Headroom pages' })).getAllByRole('link');

  test('tell which page this is', () => {
    open(OVERVIEW);

    expect(links().filter((link) => link.getAttribute('aria-current') === 'page')).toEqual([
      screen.getByRole('link', { name: 'Overview' }),
    ]);
  });

  test('keep the time and what the numbers are about, and leave what is this page’s own', () => {
    open(
      `${OVERVIEW}?from=now-2d&to=now&timezone=utc&refresh=5m&var-ds=headroom&var-environment=a&var-environment=b%26c&var-table=jobs`
    );

    expect(screen.getByRole('link', { name: 'Traffic' })).toHaveAttribute(
      'href',
      '/a/headroom-performance-app/traffic?from=now-2d&to=now&timezone=utc&refresh=5m&var-ds=headroom&var-environment=a&var-environment=b%26c'
    );
  });
});
