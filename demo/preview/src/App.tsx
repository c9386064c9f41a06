import { ThemeContext } from '@grafana/data';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, ModalRoot, PortalContainer } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { Route, Router, Routes } from 'react-router-dom-v5-compat';

import { Alerts } from './chrome/Alerts';
import { TopBar } from './chrome/TopBar';
import { type LoadedApp } from './modules/plugins';
import { AppConfigPage } from './pages/AppConfigPage';
import { AppPage } from './pages/AppPage';
import { DashboardPage } from './pages/DashboardPage';
import { DataSourcePage } from './pages/DataSourcePage';
import { ExplorePage } from './pages/ExplorePage';

const history = locationService.getHistory();

/** Grafana's frame around a page: theme, location, routes, portals and alerts. */
export function App({ app }: { app: LoadedApp }) {
  const [location, setLocation] = useState(history.location);
  useEffect(() => history.listen(setLocation), []);
  return (
    <ThemeContext.Provider value={config.theme2}>
      <LocationServiceProvider service={locationService}>
        <Router navigator={history} location={location}>
          <GlobalStyles />
          <TopBar app={app.meta} />
          <ErrorBoundaryAlert style="page">
            <Routes>
              <Route path={`/a/${app.meta.id}/*`} element={<AppPage app={app} />} />
              <Route path={`/plugins/${app.meta.id}`} element={<AppConfigPage app={app} />} />
              <Route path="/d/:uid/*" element={<DashboardPage />} />
              <Route path="/explore" element={<ExplorePage />} />
              <Route path="/connections/datasources/edit/:uid" element={<DataSourcePage />} />
              <Route path="*" element={<main>The preview has no page at {location.pathname}.</main>} />
            </Routes>
          </ErrorBoundaryAlert>
          <Alerts />
          <ModalRoot />
          <PortalContainer />
        </Router>
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}
