import { getBackendSrv } from '@grafana/runtime';
import { useCallback, useEffect, useState } from 'react';

import { listOwnedRules, type OwnedRule } from '../../alerts/grafana/ownedRules';
import type { Profile } from '../../alerts/profile';
import { failureReason } from '../failureReason';
import { withCure } from './withCure';

interface Alerting {
  /** The profile in use; undefined until it is read. */
  profile?: Profile;
  profileError?: string;
  /** The rules that Headroom made; undefined until they are read. */
  rules?: OwnedRule[];
  rulesError?: string;
  /** Reads the rules anew; the list stays meanwhile. */
  readAgain: () => Promise<void>;
}

/** States change by themselves: so many milliseconds pass until they are read again. */
const REFRESH_MS = 30_000;

/** Reads what a data source can be alerted on, and the rules that Headroom made in Grafana. */
export function useAlerting(uid: string): Alerting {
  const [profile, setProfile] = useState<Pick<Alerting, 'profile' | 'profileError'>>({});
  const [rules, setRules] = useState<Pick<Alerting, 'rules' | 'rulesError'>>({});

  useEffect(() => {
    let isCurrent = true;
    setProfile({});
    readProfile(uid).then(
      (read) => isCurrent && setProfile({ profile: read }),
      (error: unknown) => isCurrent && setProfile({ profileError: failureReason(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [uid]);

  const readAgain = useCallback(async () => {
    try {
      setRules({ rules: await listOwnedRules() });
    } catch (error) {
      setRules(({ rules: before }) => ({ rules: before, rulesError: withCure(error) }));
    }
  }, []);
  useEffect(() => {
    void readAgain();
    const timer = setInterval(() => void readAgain(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [readAgain]);

  return { ...profile, ...rules, readAgain };
}

const readProfile = (uid: string) =>
  getBackendSrv().get<Profile>(
    `/api/datasources/uid/${encodeURIComponent(uid)}/resources/catalog`,
    undefined,
    undefined,
    { showErrorAlert: false }
  );
