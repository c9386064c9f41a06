import { act, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';

import { lazyPage } from './lazyPage';

const translations = async () =>
  ({ initPluginTranslations: async () => ({ language: 'en-US' }) }) as unknown as typeof import('@grafana/i18n');

class Boundary extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {};

  static getDerivedStateFromError(error: Error) {
    return { message: error.message };
  }

  override render() {
    return this.state.message ?? this.props.children;
  }
}

describe('lazyPage', () => {
  it('shows that it loads, then the page', async () => {
    const Page = lazyPage(translations, async () => ({ default: () => <h1>Overview</h1> }));
    const { container } = render(<Page />);

    expect(container).not.toBeEmptyDOMElement();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
    expect(await screen.findByRole('heading', { name: 'Overview' })).toBeInTheDocument();
  });

  it('loads translations before it runs the page', async () => {
    const order: string[] = [];
    const Page = lazyPage(
      async () => {
        order.push('translations');
        return translations();
      },
      async () => {
        order.push('page');
        return { default: () => <h1>Overview</h1> };
      }
    );
    render(<Page />);
    await screen.findByRole('heading');

    expect(order).toEqual(['translations', 'page']);
  });

  it('hands a download that fails to the error boundary around it', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const Page = lazyPage(translations, () => Promise.reject(new Error('Loading chunk overview failed')));
    render(
      <Boundary>
        <Page />
      </Boundary>
    );

    expect(await screen.findByText('Loading chunk overview failed')).toBeInTheDocument();
    log.mockRestore();
  });

  it('does not mind that the user left while it loaded', async () => {
    let finish: (page: { default: () => null }) => void = () => undefined;
    const Page = lazyPage(translations, () => new Promise((resolve) => (finish = resolve)));
    const { container, unmount } = render(<Page />);
    unmount();
    await act(async () => finish({ default: () => null }));

    expect(container).toBeEmptyDOMElement();
  });
});
