import { LoadingPlaceholder } from '@grafana/ui';
import { type ComponentType, useEffect, useState } from 'react';

import { APP_ID } from '../plugin/ids';

type PageModule = { default: ComponentType };

/**
 * A page as a download of its own, so that Grafana's start-up only pays for the routes, and a page not for the others.
 *
 * Not a `React.lazy`: once a Suspense fallback is on the screen, React holds the content back until half a second has
 * passed since (`FALLBACK_THROTTLE_MS`), which would be a third of the time in which a page is to be usable.
 *
 * @param download loads translations from the page's chunk, and with it the whole chunk. @grafana/scenes translates
 * while its modules run, so that translations have to be there before the page is.
 * @param load runs what was downloaded.
 */
export function lazyPage(
  download: () => Promise<typeof import('@grafana/i18n')>,
  load: () => Promise<PageModule>
): ComponentType {
  const loadPage = async (): Promise<ComponentType> => {
    const { initPluginTranslations } = await download();
    await initPluginTranslations(APP_ID);
    return (await load()).default;
  };

  return function LazyPage() {
    const [outcome, setOutcome] = useState<{ Page: ComponentType } | { error: unknown }>();
    useEffect(() => {
      let left = false;
      const settle = (settled: typeof outcome) => left || setOutcome(settled);
      loadPage().then(
        (Page) => settle({ Page }),
        (error: unknown) => settle({ error })
      );
      return () => {
        left = true;
      };
    }, []);

    if (!outcome) {
      return <LoadingPlaceholder text="" />;
    }
    if ('error' in outcome) {
      // For the error boundary in which Grafana puts every app.
      throw outcome.error;
    }
    return <outcome.Page />;
  };
}
