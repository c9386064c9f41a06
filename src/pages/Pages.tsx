import { Navigate, Route, Routes } from 'react-router-dom';

import { OverviewPage } from './overview/OverviewPage';
import { OVERVIEW_PATH } from './paths';

/** The app's pages by path; any other path leads to the Overview. */
export default function Pages() {
  return (
    <Routes>
      <Route path={OVERVIEW_PATH} element={<OverviewPage />} />
      <Route path="*" element={<Navigate to={OVERVIEW_PATH} replace />} />
    </Routes>
  );
}
