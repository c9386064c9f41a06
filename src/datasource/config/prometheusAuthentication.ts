import type { HeadroomOptions } from '../settings';
import { connectionOf, isSecretStored, withoutSecrets, withSetting } from './settingsChange';

export type AuthenticationMethod = 'none' | 'basic' | 'token';

/** The method that the settings hold; a user or a password means basic authentication. */
export function authenticationOf(options: HeadroomOptions): AuthenticationMethod {
  const isGiven = (name: string) => isSecretStored(options, name) || Boolean(options.secureJsonData?.[name]);
  if (connectionOf(options.jsonData, 'prometheus').basicAuthUser || isGiven('prometheusPassword')) {
    return 'basic';
  }
  return isGiven('prometheusToken') ? 'token' : 'none';
}

/** The options without what other methods need: the data source refuses two methods at once. */
export function withAuthentication(options: HeadroomOptions, method: AuthenticationMethod): HeadroomOptions {
  const withoutBasic = (rest: HeadroomOptions) =>
    withoutSecrets(withSetting(rest, 'prometheus', 'basicAuthUser', undefined), 'prometheusPassword');
  switch (method) {
    case 'basic':
      return withoutSecrets(options, 'prometheusToken');
    case 'token':
      return withoutBasic(options);
    case 'none':
      return withoutSecrets(withoutBasic(options), 'prometheusToken');
  }
}
