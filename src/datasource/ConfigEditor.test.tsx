import { fireEvent, render, screen } from '@testing-library/react';
import type { ComponentProps } from 'react';

import { ConfigEditor } from './ConfigEditor';

test('a new address keeps every other setting', () => {
  const options = { jsonData: { prometheus: { url: '', timeout: '10s' }, limits: { series: 500 } } };
  const onOptionsChange = jest.fn();
  const props = { options, onOptionsChange } as unknown as ComponentProps<typeof ConfigEditor>;

  render(<ConfigEditor {...props} />);
  fireEvent.change(screen.getByLabelText(/^URL/), { target: { value: 'http://prometheus:9090' } });

  expect(onOptionsChange).toHaveBeenCalledWith({
    jsonData: { prometheus: { url: 'http://prometheus:9090', timeout: '10s' }, limits: { series: 500 } },
  });
});
