import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { render } from '@testing-library/react';
import { type ReactElement, useEffect, useState } from 'react';
import { Router } from 'react-router';

/** Shows a page at an address, which follows what the page writes into it, as in Grafana. */
export function openPage(page: ReactElement, address: string) {
  locationService.push(address);
  return render(<InGrafana>{page}</InGrafana>);
}

function InGrafana({ children }: { children: ReactElement }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useEffect(() => history.listen(setLocation), [history]);

  return (
    <LocationServiceProvider service={locationService}>
      <Router navigator={history} location={location}>
        {children}
      </Router>
    </LocationServiceProvider>
  );
}
