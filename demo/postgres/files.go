// Package postgres holds the npm manifest that pins the demo's PostgreSQL
// binaries.
package postgres

import "embed"

// Manifest is package.json and its lock.
//
//go:embed package.json package-lock.json
var Manifest embed.FS
