/** What an AMD loader tells a module about itself; the bundler maps `amd-module` to the loader's own `module`. */
declare module 'amd-module' {
  const amdModule: { uri?: string } | undefined;
  export default amdModule;
}
