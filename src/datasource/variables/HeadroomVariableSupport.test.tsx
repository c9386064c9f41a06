import type { DataQueryRequest, DataSourceInstanceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import { lastValueFrom } from 'rxjs';

import type { HeadroomVariableQuery } from '../../query/HeadroomVariableQuery';
import { HeadroomDataSource } from '../HeadroomDataSource';
import { chooseOption } from '../testing/chooseOption';
import { fakeBackend } from '../testing/fakeBackend';
import { fakeLayout } from '../testing/fakeLayout';
import { HeadroomVariableSupport } from './HeadroomVariableSupport';
import { VariableQueryEditor } from './VariableQueryEditor';

const dataSource = new HeadroomDataSource({ uid: 'headroom', jsonData: {} } as DataSourceInstanceSettings);

const valuesOf = (query: object) => {
  const request = { targets: [{ refId: 'A', ...query }] } as DataQueryRequest<HeadroomVariableQuery>;
  return lastValueFrom(new HeadroomVariableSupport(dataSource).query(request));
};

describe('the values of a variable', () => {
  test('are those that the data source lists, as they are', async () => {
    const requests = fakeBackend({ '/variables': ['api', 'a,b "c"', '支払い'] });

    expect(await valuesOf({ of: 'service' })).toEqual({
      data: ['api', 'a,b "c"', '支払い'].map((value) => ({ text: value, value })),
    });
    expect(requests[0]).toMatchObject({
      url: '/api/datasources/uid/headroom/resources/variables',
      params: { of: 'service' },
    });
  });

  test('are none before a subject is chosen', async () => {
    const requests = fakeBackend({});

    expect(await valuesOf({})).toEqual({ data: [] });
    expect(requests).toEqual([]);
  });

  test('fail with the reason', async () => {
    fakeBackend({});

    await expect(valuesOf({ of: 'planet' })).rejects.toMatchObject({ data: { message: 'Not found' } });
  });
});

describe('the editor of a variable', () => {
  beforeAll(fakeLayout);

  const edit = (query: object) => {
    const onChange = jest.fn();
    const props = {
      query: { refId: '', ...query } as HeadroomVariableQuery,
      onChange,
      datasource: dataSource,
      onRunQuery: jest.fn(),
    };
    render(<VariableQueryEditor {...props} />);
    return onChange;
  };

  test('stores the subject', async () => {
    const onChange = edit({});
    await chooseOption(screen.getByLabelText(/^Values of/), 'Tables');

    expect(onChange).toHaveBeenCalledWith({ refId: 'HeadroomVariable', of: 'table' });
  });

  test('says that it cannot list what a newer version stored', () => {
    edit({ of: 'planet' });
    expect(screen.getByText(/This version cannot list "planet"/)).toBeVisible();
  });
});
